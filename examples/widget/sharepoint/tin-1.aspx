<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<!-- What a classic SharePoint page sends. The two lines of the head stand in the master page, the
     element in the page layout; the rest was there. -->
<html xmlns="http://www.w3.org/1999/xhtml" dir="ltr" lang="vi-VN">
<head>
<meta http-equiv="X-UA-Compatible" content="IE=10" />
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>Chi tiết bản tin 1</title>
<link rel="stylesheet" href="/readable/toolbar.css">
<script src="/readable/toolbar.js"></script>
<style>
body { margin: 0; overflow: hidden; font: 8pt/1.2 Tahoma, sans-serif; }
#s4-ribbonrow { height: 35px; overflow: hidden; background: #f1f1f2; }
#s4-workspace { height: calc(100vh - 35px); overflow: auto; position: relative; }
.BanTin_NoiDung p, .BanTin_NoiDung div { font-size: 10pt !important; line-height: 11pt !important; }
</style>
<script type="text/javascript">
//<![CDATA[
var _spBodyOnLoadFunctionNames = ["_spFormOnSubmitWrapper"], theForm;
function __doPostBack(target, argument) { theForm.__EVENTTARGET.value = target; theForm.submit(); }
//]]>
</script>
</head>
<body scroll="no" class="v4master">
<form name="aspnetForm" method="post" action="tin-1.aspx?ItemID=1" id="aspnetForm" onsubmit="document.title = 'sent'; return false;">
<div class="aspNetHidden">
<input type="hidden" name="__EVENTTARGET" id="__EVENTTARGET" value="" />
<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwUKLTIwNTY0MTQ2MA9kFgJmD2QWAg==" />
<input type="hidden" name="__REQUESTDIGEST" id="__REQUESTDIGEST" value="0x5A,02 Jun 2023 03:00:00 -0000" />
</div>
<div id="s4-ribbonrow"></div>
<div id="s4-workspace"><div id="s4-bodyContainer">
<div id="DeltaPlaceHolderMain">
<readable-toolbar for="noi-dung" lang="vi" role="group" aria-label="Cỡ chữ"><fieldset><legend>Cỡ chữ</legend><label><input type="radio" name="readable-scale" value="87"> 87 %</label><label><input type="radio" name="readable-scale" value="100" checked> 100 %</label><label><input type="radio" name="readable-scale" value="112"> 112 %</label><label><input type="radio" name="readable-scale" value="125"> 125 %</label><label><input type="radio" name="readable-scale" value="150"> 150 %</label><label><input type="radio" name="readable-scale" value="175"> 175 %</label><label><input type="radio" name="readable-scale" value="200"> 200 %</label><label><input type="radio" name="readable-scale" value="250"> 250 %</label><label><input type="radio" name="readable-scale" value="300"> 300 %</label><label><input type="radio" name="readable-scale" value="400"> 400 %</label></fieldset></readable-toolbar>
<div id="noi-dung" class="BanTin_NoiDung readable-zoom">
<div class="ms-rtestate-field"><p class="MsoNormal" style="text-align: justify"><span style="font-size: 10pt">Ủy ban nhân dân
tỉnh thông báo lịch làm việc theo Quyết định 946/QĐ-UBND.</span></p>
<p>Tiếp tục đổi mới toàn diện, sáng tạo việc tổ chức các phong trào thi đua yêu nước; đề nghị các sở, ban, ngành triển khai.</p>
<p>Tiếp tục đổi mới toàn diện, sáng tạo việc tổ chức các phong trào thi đua yêu nước; đề nghị các sở, ban, ngành triển khai.</p>
<p>Tiếp tục đổi mới toàn diện, sáng tạo việc tổ chức các phong trào thi đua yêu nước; đề nghị các sở, ban, ngành triển khai.</p>
<p>Tiếp tục đổi mới toàn diện, sáng tạo việc tổ chức các phong trào thi đua yêu nước; đề nghị các sở, ban, ngành triển khai.</p>
<p>Tiếp tục đổi mới toàn diện, sáng tạo việc tổ chức các phong trào thi đua yêu nước; đề nghị các sở, ban, ngành triển khai.</p>
<p>Tiếp tục đổi mới toàn diện, sáng tạo việc tổ chức các phong trào thi đua yêu nước; đề nghị các sở, ban, ngành triển khai.</p>
<p>Tiếp tục đổi mới toàn diện, sáng tạo việc tổ chức các phong trào thi đua yêu nước; đề nghị các sở, ban, ngành triển khai.</p>
<p>Tiếp tục đổi mới toàn diện, sáng tạo việc tổ chức các phong trào thi đua yêu nước; đề nghị các sở, ban, ngành triển khai.</p>
<p>Tiếp tục đổi mới toàn diện, sáng tạo việc tổ chức các phong trào thi đua yêu nước; đề nghị các sở, ban, ngành triển khai.</p>
<p>Tiếp tục đổi mới toàn diện, sáng tạo việc tổ chức các phong trào thi đua yêu nước; đề nghị các sở, ban, ngành triển khai.</p>
<p>Tiếp tục đổi mới toàn diện, sáng tạo việc tổ chức các phong trào thi đua yêu nước; đề nghị các sở, ban, ngành triển khai.</p>
<p>Tiếp tục đổi mới toàn diện, sáng tạo việc tổ chức các phong trào thi đua yêu nước; đề nghị các sở, ban, ngành triển khai.</p></div>
</div>
<a href="tin-2.aspx">Tin tiếp theo</a>
</div>
</div></div>
</form>
<script type="text/javascript">theForm = document.forms["aspnetForm"];</script>
</body>
</html>
