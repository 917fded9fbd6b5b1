// Larger and smaller text for the pages of an ASP.NET site, with and without JavaScript. In the
// site's folder stands the folder that `readable assets -o readable` writes, this file in App_Code.
// In C# 5, which every .NET Framework 4 compiles.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Web;
using System.Web.Script.Serialization;

public static class Readable
{
    private static readonly Lazy<Known> known = new Lazy<Known>(() =>
        new JavaScriptSerializer().Deserialize<Known>(
            File.ReadAllText(Path.Combine(HttpRuntime.AppDomainAppPath, "readable", "toolbar.json"))));

    /// <summary>The attributes of html that hold the reader's choice; keeps it, if it is new.</summary>
    public static IHtmlString Root()
    {
        var response = HttpContext.Current.Response;
        var chosen = Chosen();
        if (Request.QueryString["readable"] != null)
        {
            response.AppendHeader(
                "Set-Cookie", "readable=" + Query(chosen) + "; Max-Age=31536000; Path=/; SameSite=Lax");
        }
        response.AppendHeader("Vary", "Cookie");
        return new HtmlString(string.Join(" ", chosen.Select(one =>
            "data-readable-" + one.Key.Replace('_', '-') + "=\"" + Attribute(Plain(one.Value)) + "\"")));
    }

    /// <summary>The style sheet and the script, with their digests.</summary>
    public static IHtmlString Head()
    {
        var folder = Attribute(VirtualPathUtility.ToAbsolute("~/readable/"));
        var digests = known.Value.integrity;
        return new HtmlString(
            "<link rel=\"stylesheet\" href=\"" + folder + "toolbar.css\" integrity=\"" + digests["toolbar.css"] + "\">"
            + "<script src=\"" + folder + "toolbar.js\" integrity=\"" + digests["toolbar.js"] + "\"></script>");
    }

    /// <summary>The bar for the box with that id, whose class is readable-zoom.</summary>
    public static IHtmlString Bar(string id, string language = "vi")
    {
        var chosen = Chosen();
        var scale = Scale(chosen);
        var ladder = known.Value.ladder;
        var at = Array.IndexOf(ladder, scale);
        int? smaller = at > 0 ? ladder[at - 1] : (int?)null;
        int? larger = at < ladder.Length - 1 ? ladder[at + 1] : (int?)null;
        int? reset = scale == 100 ? (int?)null : 100;
        Func<string, string> word = name => Attribute(known.Value.words[name][language]);
        Func<string, int?, string> link = (part, to) => "<a part=\"" + part + "\" "
            + (to == null ? "role=\"link\" aria-disabled=\"true\""
                : "rel=\"nofollow\" href=\"" + Attribute(Asking(chosen, to.Value)) + "\"")
            + ">" + word(part) + "</a>";
        var size = word("size") + " " + scale + "\u00a0%" + (larger == null ? ", " + word("largest") : "")
            + (smaller == null ? ", " + word("smallest") : "");
        return new HtmlString(
            "<readable-toolbar for=\"" + Attribute(id) + "\" cookie lang=\"" + Attribute(language)
            + "\" role=\"group\" aria-label=\"" + word("size") + "\">" + link("smaller", smaller)
            + "<span part=\"size\">" + size + "</span>" + link("larger", larger) + link("reset", reset)
            + "</readable-toolbar>");
    }

    private static HttpRequest Request { get { return HttpContext.Current.Request; } }

    private static string Attribute(string text) { return HttpUtility.HtmlAttributeEncode(text); }

    /// <summary>What the reader chose, value by field: as the address says, or else the cookie.</summary>
    private static List<KeyValuePair<string, string>> Chosen()
    {
        var cookie = Request.Cookies["readable"];
        var said = Request.QueryString["readable"] ?? (cookie == null ? "" : cookie.Value) ?? "";
        var given = HttpUtility.ParseQueryString(said.Length > 4096 ? "" : said);
        // A value becomes an attribute and part of the cookie: short, and of plain characters.
        return given.AllKeys.Where(field => field != null && Regex.IsMatch(field, @"\A[a-z_]{1,30}\z"))
            .Select(field => new KeyValuePair<string, string>(field, given[field]))
            .Where(one => Regex.IsMatch(one.Value, @"\A[a-z0-9.-]{1,30}\z"))
            .Where(one => one.Key != "scale" || (one.Value != "100" && known.Value.Has(one.Value)))
            .Take(12).ToList();
    }

    private static int Scale(List<KeyValuePair<string, string>> chosen)
    {
        var said = chosen.Where(one => one.Key == "scale").Select(one => one.Value).FirstOrDefault();
        return said == null ? 100 : int.Parse(said, CultureInfo.InvariantCulture);
    }

    private static string Query(IEnumerable<KeyValuePair<string, string>> chosen)
    {
        return string.Join("&", chosen.Select(one => one.Key + "=" + one.Value));
    }

    /// <summary>2.0 is written 2 in an attribute.</summary>
    private static string Plain(string value)
    {
        decimal number;
        return decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
            ? number.ToString("0.####", CultureInfo.InvariantCulture) : value;
    }

    /// <summary>The address of this page that asks for a size.</summary>
    private static string Asking(List<KeyValuePair<string, string>> chosen, int scale)
    {
        var others = chosen.Where(one => one.Key != "scale");
        var size = new KeyValuePair<string, string>("scale", scale.ToString(CultureInfo.InvariantCulture));
        var wanted = Query(scale == 100 ? others : new[] { size }.Concat(others));
        // Two slashes at its beginning would be another host.
        var address = ("/" + Request.RawUrl.TrimStart('/', '\\')).Split(new[] { '?' }, 2);
        var kept = (address.Length > 1 ? address[1] : "").Split('&')
            .Where(pair => pair != "" && !pair.StartsWith("readable=", StringComparison.Ordinal));
        return address[0] + "?" + string.Join("&", kept.Concat(new[] { "readable=" + Uri.EscapeDataString(wanted) }));
    }

    /// <summary>What toolbar.json says.</summary>
    public class Known
    {
        public Dictionary<string, string> integrity { get; set; }
        public int[] ladder { get; set; }
        public Dictionary<string, Dictionary<string, string>> words { get; set; }

        public bool Has(string scale)
        {
            return ladder.Any(one => one.ToString(CultureInfo.InvariantCulture) == scale);
        }
    }
}
