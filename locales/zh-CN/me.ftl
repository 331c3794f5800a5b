# 旅客手机上的小页面，/me/。

me-title = 归途 · 我的健康码（国际版）
me-none = 这部手机上还没有申报
me-none-lead = 在电脑上打开归途，在健康码页面选“在手机上查看”，再用手机相机扫描二维码；或扫描纸条上的二维码。
me-typed = 输入自助机凭条上的编码
me-typed-hint = 在二维码下面，四组，每组五个字符。
me-typed-another = 自助机的另一张凭条
me-typed-wrong = 这不是凭条的编码，或者有字符输错了。编码有二十个字符，其中没有 0、O、1 和 I。
me-unopened = 尚未打开的申报
me-others = 这部手机上的申报
me-gone = 这个二维码打不开申报
me-gone-lead = 如果刚刚在归途里生成，请等电脑联网发送后再试；也可能已在电脑上停用，请重新生成一个。
me-birth = 请输入出生日期
me-birth-lead = 二维码印在纸上，别人也可能捡到，所以请核对一次。
me-birth-date = 出生日期
me-birth-open = 打开
me-offline = 没有网络。下面是 { $at }的情况。
me-expired = 请在原来填写的地方再确认一次：那台电脑、自助机，或者帮你填写的人。
me-intends = 你已告知打算。行程定了，请在归途里完成申报。
me-correct = 填错的内容请在电脑上用归途更正；属实但颜色不对，请在这里申请复核。
me-help = 常见问题和电话
me-no-line = 这里没有面向你的热线。身体不适请就近就医或呼叫急救；入境时请问口岸工作人员；关于健康码请申请复核。
me-forget = 从这部手机上移除
me-forget-lead = 申报本身不受影响，之后可用二维码再次打开。
me-forget-yes = 移除
me-keep = 保留

# 个人链接
asked-title = 由你本人回答
asked-lead = { $organisation }代你填写入境申报。身体情况、接触过谁、去过哪里，以及两项声明，请你自己在这里回答。{ $volunteer }只知道你已回答，看不到内容。
asked-minor = 申报人未满 18 岁，由监护人回答。
asked-guardian = 监护人姓名
asked-consent = 发送即表示同意
asked-birth-lead = 为防别人打开这个链接，请核对出生日期。
asked-page = 第 { $page } 页，共 { $of } 页
asked-back = 上一页
asked-on = 继续
asked-send = 发送
asked-missing = 这一页还有 { $count } 个问题没有回答或有误。
asked-done = 已回答
asked-done-lead = 谢谢。其余由{ $organisation }发送。请在手机上保留这个页面：健康码会发到这里，也只发到这里。
asked-done-other = 这个链接已于{ $when }回答，不再显示内容。健康码在作答的那部手机上。
asked-lost = 这个链接打不开
asked-lost-lead = 链接已用过、已收回或已过期。请向给你链接的人要一个新的。
asked-kept = 发送之前，回答只保存在这个窗口里。
