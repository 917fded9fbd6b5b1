// Stands for IIS in the example: hosts the site in Mono. Host.exe FOLDER PORT
using System;
using System.IO;
using System.Net;
using System.Runtime.InteropServices;
using System.Threading;
using System.Web;
using System.Web.Hosting;
using System.Xml;

public class Host : MarshalByRefObject
{
    public static void Main(string[] arguments)
    {
        var folder = Path.GetFullPath(arguments[0]);
        var host = (Host)ApplicationHost.CreateApplicationHost(typeof(Host), "/", folder);
        host.Serve(folder, int.Parse(arguments[1]));
    }

    public override object InitializeLifetimeService() { return null; }

    public void Serve(string folder, int port)
    {
        var listener = new HttpListener();
        listener.Prefixes.Add("http://127.0.0.1:" + port + "/");
        listener.Start();
        for (;;)
        {
            var context = listener.GetContext();
            ThreadPool.QueueUserWorkItem(_ => Answer(folder, context));
        }
    }

    private static void Answer(string folder, HttpListenerContext context)
    {
        var path = context.Request.Url.AbsolutePath.TrimStart('/');
        if (path.EndsWith(".aspx"))
        {
            // As IIS sends what web.config names.
            var settings = new XmlDocument();
            settings.Load(Path.Combine(folder, "web.config"));
            foreach (XmlElement one in settings.SelectNodes("//customHeaders/add"))
            {
                context.Response.AddHeader(one.GetAttribute("name"), one.GetAttribute("value"));
            }
            HttpRuntime.ProcessRequest(new Worker(context, path));
            return;
        }
        var file = Path.Combine(folder, path);
        if (path.StartsWith("readable/") && !path.Contains("..") && File.Exists(file))
        {
            context.Response.ContentType = path.EndsWith(".css") ? "text/css" : "text/javascript";
            var content = File.ReadAllBytes(file);
            context.Response.OutputStream.Write(content, 0, content.Length);
        }
        else
        {
            context.Response.StatusCode = 404;
        }
        context.Response.Close();
    }
}

public class Worker : SimpleWorkerRequest
{
    private readonly HttpListenerContext context;

    public Worker(HttpListenerContext context, string page)
        : base(page, context.Request.Url.Query.TrimStart('?'), TextWriter.Null)
    {
        this.context = context;
    }

    public override string GetHttpVerbName() { return context.Request.HttpMethod; }

    public override string GetRawUrl() { return context.Request.RawUrl; }

    public override string GetKnownRequestHeader(int index)
    {
        return context.Request.Headers[GetKnownRequestHeaderName(index)];
    }

    public override void SendStatus(int code, string text) { context.Response.StatusCode = code; }

    public override void SendKnownResponseHeader(int index, string value)
    {
        SendUnknownResponseHeader(GetKnownResponseHeaderName(index), value);
    }

    public override void SendUnknownResponseHeader(string name, string value)
    {
        if (name == "Content-Type")
        {
            context.Response.ContentType = value;
        }
        else if (name != "Content-Length" && name != "Transfer-Encoding" && name != "Connection")
        {
            context.Response.AppendHeader(name, value);
        }
    }

    public override void SendResponseFromMemory(byte[] data, int length)
    {
        context.Response.OutputStream.Write(data, 0, length);
    }

    public override void SendResponseFromMemory(IntPtr data, int length)
    {
        var copy = new byte[length];
        Marshal.Copy(data, copy, 0, length);
        SendResponseFromMemory(copy, length);
    }

    public override void SendCalculatedContentLength(int length) { }

    public override void FlushResponse(bool last) { }

    public override void EndOfRequest() { context.Response.Close(); }
}
