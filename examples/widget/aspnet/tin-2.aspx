<%@ Page Language="C#" ContentType="text/html" ResponseEncoding="utf-8" %>
<!DOCTYPE html>
<html lang="vi" <%= Readable.Root() %>>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tin 2</title>
<%= Readable.Head() %>
</head>
<body>
<form runat="server">
<asp:TextBox runat="server" ID="Search" ToolTip="Tìm kiếm" />
<asp:Button runat="server" Text="Tìm kiếm" />
<%= Readable.Bar("noi-dung") %>
<div id="noi-dung" class="readable-zoom">
<p style="font: 9pt/10pt Tahoma">Quyết định 946/QĐ-UBND của tỉnh.</p>
</div>
</form>
<p><a href="tin-1.aspx">Tin tiếp theo</a></p>
</body>
</html>
