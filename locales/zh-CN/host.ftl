# 程序自身的用语：窗口页面出现之前，或没有窗口时使用。

window-title = 归途 Guitu
# 程序无法继续时，系统对话框的标题。$reason 是简短的技术词。
startup-failed = 归途无法启动（{ $reason }）
