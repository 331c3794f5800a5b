# 程序自身的用语：窗口页面出现之前，或没有窗口时使用。

window-title = 归途 Guitu
