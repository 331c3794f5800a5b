# 各个画面上的文字，按画面分组。申报表问什么见 rulebook.ftl，出了什么问题见 errors.ftl。

### 通用

common-brand = 归途 Guitu
common-language-name = 简体中文
common-home = 我的申报
time-told = { $at }（{ $zone }）
time-of = { $city }时间
common-settings = 设置
common-hotline = 可以问谁
common-language = 语言
common-back = 上一步
common-return = 返回
common-continue = 继续
common-try-again = 重试
common-loading = 请稍候……
common-undo = 撤销
common-understood = 知道了
common-edit = 修改
common-yes = 是
common-no = 否
common-skip = 跳到正文

### 固定状态行：到处都用这三种说法

state-not-sent = 未发送
state-correction-not-sent = 新的一版尚未发送
state-waiting = 等待发送
state-not-taken = 平台没有接受
state-received = 平台已收到

### 欢迎

welcome-line = 来浙江之前填好健康申报，出发和入境时出示健康码。

### 锁定

lock = 锁定
lock-key = Ctrl+L
lock-unsaved = 没有锁定：有内容还没存进去，锁定会丢失。

### 保险箱的门

vault-new-title = 先给资料找个安全的地方
vault-new-lead = 填写的内容会加密保存在这台电脑上。点“发送”之前，什么都不会传出去。
vault-keychain-lead = 密钥存放在系统凭据库里（Windows 凭据管理器、macOS 钥匙串或 Linux 密钥环）。能登录这个系统账户的人，就能打开归途。
vault-start = 开始
vault-prefer-passphrase = 还有别人用这个账户？请设一个密码
vault-prefer-keychain = 改用系统凭据库
vault-no-keychain = 这台电脑没有归途可用的系统凭据库，所以用密码来锁住资料。
vault-keychain-unlocking = 系统可能弹出了窗口，要输入系统凭据库的密码。它也许被挡在这个窗口后面。也可以改用密码。
vault-keychain-is-locked = 系统凭据库锁着。解锁后，归途把密钥存放在里面；也可以改用密码。
vault-passphrase = 密码
vault-passphrase-repeat = 再输入一次
vault-passphrase-show = 显示输入的内容
vault-passphrase-advice = 四五个互不相干的词，好记又难猜。
vault-passphrase-lost = 密码忘了谁也找不回来。请写下来，和电脑分开存放。
vault-passphrase-empty = 请输入密码
vault-passphrase-differs = 两次输入不一样，请输入相同的密码
vault-strength-weak = 容易被猜到，请再加一两个词。
vault-strength-fair = 还可以，再加一个词就很牢靠。
vault-strength-strong = 很牢靠。
vault-set-and-start = 设好密码，开始
vault-locked-title-of = 欢迎回来，{ $name }
vault-locked-title = 欢迎回来
vault-locked-title-number = 打开 { $number } 号的申报
vault-locked-lead = 申报加密存放在这台电脑上，打开后接着填。
vault-open = 打开
vault-open-keychain = 用系统凭据库打开
vault-refused-title = 现在打不开申报
owners-whose = { $name }的申报
owners-whose-number = { $number } 号的申报
vault-refused-folder = 这台电脑上归途的文件夹：
vault-refused-safe = 归途没有改动或删除任何内容。
vault-asking-title = 正在等系统凭据库
vault-asking-lead = 系统可能弹出了窗口，要输入系统凭据库的密码。它也许被挡在这个窗口后面。
vault-asking-waiting = 系统凭据库还没有回应。
vault-asking-meanwhile = 也可以现在就用密码打开
vault-asking-meanwhile-code = 或者现在用恢复码打开
vault-cannot = 打不开怎么办
vault-cannot-nobody = 没有密码、恢复码，也没有当初的系统凭据库，谁也打不开，没有别的办法。
vault-cannot-sent = 已发送的申报没有丢，平台已经收到，凭证件号码可以查到。
vault-cannot-anew = 可以重新开始，原来的内容原样保留，以后找到密码或恢复码还能打开。
vault-cannot-find = 找不回来怎么办
vault-gone-anew = 可以重新开始；如果有备份，在那里接收。这里剩下的原样保留，文件找回后还能打开。
vault-begin-anew = 重新开始
vault-no-passphrase = 这里没有设过密码，只能用系统凭据库打开。
vault-refused-passphrase = 用密码打开
vault-refused-recovery-code = 用恢复码打开
vault-keychain-locked-title = 系统凭据库锁着
vault-keychain-unavailable-title = 找不到系统凭据库
vault-keychain-changed-title = 系统凭据库里已没有打开申报的密钥
vault-keychain-changed-untyped = 申报还在。请登录原来的账户，然后重试。
vault-key-missing-title = 密钥文件不见了
vault-key-mismatch-title = 这些文件对不上
vault-earlier-title = 这里的申报是较早时的内容
vault-earlier-passphrase = 从这里接着填
vault-open-earlier = 打开这里的申报
vault-not-encrypted-title = vault.db 不是归途的文件
vault-damaged-title = 存放申报的文件有一部分已损坏
vault-broken-title = 存放申报的文件已损坏，读不出来
vault-slots-broken-title = 密钥文件损坏了
vault-slots-in-the-way-title = 密钥文件的位置上是一个文件夹
vault-database-gone-title = 存放申报的文件不见了
vault-too-new-title = 这些申报上次是用更新的归途打开的
vault-busy-title = 归途已经打开了
vault-unlock-keychain = 解锁系统凭据库
vault-working = 正在打开……可能要几秒钟。

### 首页

home-title = 我的申报
home-new = 新建申报
home-empty-title = 准备来浙江？
home-intend = 还没有买票
home-intend-lead = 还没有买票？把打算（来，或者暂时不来）和需要的帮助告诉目的地县（市、区）。两分钟填好，以后不用重填。
home-empty-lead = 一份申报对应一个人、一次行程，大约 15 分钟填完。
home-empty-have = 请备好
home-empty-have-document = 护照或旅行证件
home-empty-have-flights = 航班号或车次，以及起止时间
home-empty-have-address = 浙江的住址，具体到门牌号
home-empty-stop = 随时可以停下，每一项都会保存。
home-may-be-damage = 如果重试没有用，可能是文件有一部分损坏。归途可以检查整个文件；如果有损坏，能读出的内容都可以救回。
home-nowhere-title = 现在还不能发送
home-nowhere-safe = 可以照常填写和保存草稿，草稿安全地存放在这台电脑上。
home-sending-to = 申报将发往{ $name }。
home-card-unnamed = 姓名未填
home-card-withdrawn-name = 已撤回的申报
home-card-no-route = 行程未填
home-card-departs = { $date }出发
home-card-ends-early = 抵达中国之前健康码就会到期，请从 { $from }起再确认一次。
home-card-ends-early-due = 抵达中国之前健康码就会到期，请现在再确认一次。
home-card-confirm-from = 抵达中国之前健康码就会到期：请在 { $from }以后发送这次确认，早发无用。
home-card-ended = 健康码已于 { $at }到期。
home-card-ended-met = 健康码已到期。属地已接到，不再需要出示。
home-card-missing = 还有 { $count } 项未填
home-card-blocking = 有 { $count } 项要改
home-card-complete = 已填完，可以检查
home-card-correcting = 正在填写新的一版。发送之前，上次发送的仍然有效。
home-card-withdrawn = 已撤回
home-card-confirming = 你正在确认情况没有变化。发送之前，原来的健康码仍然有效。
home-card-send-soon = 请填完并尽快发送，发送后会有新的健康码。
home-card-intention = 还没有买票
home-card-stays = 暂不来浙江
home-card-intends = 目的地县（市、区）可以看到这份打算。行程定了从这里接着填，填过的都在。
home-card-stays-next = 县（市、区）可以看到需要什么帮助。以后要来的，从这里接着填，填过的都在。
home-card-after-landing = 已经入境，或今天入境。先前没问的几个问题现在可以填了：怎样去目的地，谁来接。
home-card-withdrawing = 撤回正在发送。
home-card-reference = 申报编号 { $reference }
home-card-code = { $colour }
home-stage-intends = 已告知打算
home-stage-stays = 已告知县里
home-stage-declared = 已申报
home-stage-boarded =
    { $by ->
        [air] 已登机
       *[other] 已出发
    }
home-stage-landed =
    { $by ->
        [air] 已落地
       *[other] 已入境
    }
home-stage-handed-over = 已交接给属地
home-stage-received = 属地已接到
home-next-continue = 继续填写
home-next-review = 检查并发送
home-next-wait = 立即发送
home-next-show-code = 出示健康码
home-next-see = 查看进展
home-next-open = 打开
home-send-again = 现在再试一次
home-wait-lead = 归途会尽快自动发送，可以关闭窗口。
home-more = 其他操作
home-more-for = { $name }的其他操作
home-correct = 更正
home-correct-intention = 修改打算
home-declare = 行程定了
home-declare-after-all = 改为要来：填写申报
home-confirm = 情况没有变化，再确认一次
home-after-landing = 补填入境以后的问题
home-withdraw = 撤回
home-delete = 删除
home-delete-correction = 删除新的一版
home-withdraw-title = 要撤回这份申报吗？
home-withdraw-lead = 平台会得知这次行程取消，健康码随之失效。撤回不能反悔，但可以重新申报。
home-withdraw-confirm = 撤回
home-withdraw-keep = 保留
home-deleted = 申报已删除。
home-deleted-correction = 新的一版已删除，上次发送的仍然有效。

### 填写

filling-pages = 页面
filling-page-count = 第 { $number } 页，共 { $total } 页
filling-status-untouched = 未开始
filling-status-started = 已开始
filling-status-wrong = 有要改的地方
filling-status-done = 已完成
filling-missing = 缺 { $count } 项
filling-review = 检查
filling-saving = 正在保存……
filling-saved = { $time } 已保存
filling-save-failed = 没有保存
closing-title = 有内容还没有保存
closing-lead = 现在关闭窗口，这些内容就会丢失。请返回后重试：申报表上方写着没能保存的原因。
closing-anyway = 放弃并关闭
closing-stay = 返回
filling-findings-title = 这一页有 { $count } 处要改
filling-finding-blocking = 请修改
filling-finding-warning = 请再看一下
filling-optional = 选填
filling-or-leave-empty = 。没有的话，可以不填
filling-why = 为什么问这个？
filling-why-purpose = 用来做什么
filling-why-readers = 谁会看到
filling-why-retention = 保存多久
filling-why-days = { $days } 天
filling-add = 添加
filling-afresh = 赋码看今天的健康情况，所以健康方面的问题要按今天的重新回答。
filling-missed = 没有走的是这一程，请改成现在要走的。
filling-take = 选“{ $name }”
filling-takes-mode = 选它，这一程就改为“{ $mode }”
filling-raise = 移到前面
filling-raised = 已移到前面。
filling-remove = 移除
filling-removed = 已移除。
filling-item-done = 完成
filling-item-empty = 还没有填写
filling-list-full = 列表已满。
filling-proposed-journey = 按行程，到过：
filling-proposed-earlier = { $name } 上次申报填的：
filling-proposed-companion = 同行人 { $name } 申报填的：
filling-proposed-take = 照此填写
filling-proposed-taken = 已照此填写，请核对，不同的请改正。
filling-cleaned-invisible = 已去掉看不见的字符。
filling-cleaned-blanks = 已去掉空格。
filling-cleaned-label = 已去掉号码旁边的文字，请与证件或票面核对。
filling-cleaned-kin = 已去掉“妈妈”“老婆”这类称呼，只保留姓名。
filling-cleaned-seat = 原来的座位已经清空；知道新座位后请填写。
filling-needs-newer = 这个问题需要更新的归途才能填写。
filling-day = 日
filling-month = 月
filling-year = 年
filling-date-wrong = 请填写真实存在的日期：年（四位数字）、月、日
filling-search-none = 没有找到。请换个写法或输入代码。
filling-search-none-stop = 没有找到。请输入城市名、代码，或国家（地区）名。
filling-search-count = { $count } 个结果
filling-clear = 清除
filling-read-mrz = 用证件底部的机读码填写
filling-intention = 给还没有买票的人。只有一页，暂时没有健康码。
filling-confirmation = 这几项请再答一遍，其他的照上次发送的不变。
filling-changed = 还有别的变化
filling-declare-for-companion = 为这个人另填一份申报

### 证件底部的机读码

mrz-title = 用证件填写
mrz-lead = 请粘贴证件照片页底部带有许多“<”的两行或三行字符。核对之前，什么都不会填入。
mrz-lines = 机读码
mrz-read = 读取
mrz-compare-title = 请与证件核对
mrz-field = 项目
mrz-read-column = 读到的
mrz-current-column = 申报表中现有
mrz-take-field = 采用这一项
mrz-trusted = 校验码正确
mrz-unchecked = 没有校验码
mrz-doubtful = 校验码不符
mrz-look-closely = 请逐字核对
mrz-same = 相同
mrz-nothing = 未填
mrz-take = 采用勾选的项目
mrz-nothing-chosen = 请至少勾选一项

### 检查

review-title = 检查
review-sent-title = 申报进展
review-findings-title = 发送之前还有 { $count } 处要改
review-findings-lead = 点每一行即可回到对应的问题。
review-warnings-title = 请再看一下
review-warnings-lead = 这些不影响发送。
declared-before = 这份证件已经申报过
declared-before-lead = 同一次行程，或者行程有变？请更正那份申报：两个健康码、两个行程，在柜台会被耽搁。另一次行程，接着填就行。
declared-before-correct = 更正那份申报
companions-left = 同行的人还没有都申报
companions-left-lead = 这台电脑上还没有为他们填写申报。行程会从这份申报带过去。
companions-left-declare = 为 { $name } 填写
review-complete-title = 都填好了
review-complete-lead = 请再读一遍下面的内容。它们决定健康码的颜色，出发和入境时也会核对。
review-complete-intention = 请再读一遍下面的内容。目的地县（市、区）会按这些联系你。
review-read-back-title = 请再读一遍
review-no-answer = 未填
review-edit = 修改
review-confirm = 以上内容我已读过，确认无误。
review-confirm-first = 请先读完上面的内容并勾选确认
review-submit-to = 发送给{ $name }
review-sealed-note = 填写的内容在这台电脑上密封，只有平台能打开。
review-sending = 正在密封……
review-received-intention-title = 平台已收到这份打算
review-received-intention = 目的地县（市、区）可以看到了。申报之前没有健康码；行程定了，从“我的申报”里接着填。
review-not-taken-title = 平台没有接受
review-waiting-title = 已密封，等待发送
review-waiting-lead = 一有网络就会自动发送。可以关闭窗口，下次打开归途会接着发送。
review-received-title = 平台已收到申报
review-received-lead = 签名回执已存放在这台电脑上。接下来由平台签发健康码，届时会自动显示。
review-received-code = 签名回执已保存在这台电脑上。健康码已经生成。
review-back-to-form = 返回填写

### 健康码

code-title = 健康码（国际版）
code-green = 绿码
code-yellow = 黄码
code-orange = 橙码
code-qr = { $name }的健康码二维码，带有签名
code-document = 证件尾号
code-flight = 航班
code-crossing = 途径和口岸
code-day = 行程日期
code-valid-until = 有效期至
code-ends-early = 抵达中国之前健康码就会到期
code-ends-early-lead = 出发来华的时间：{ $boards }。请从 { $from }起再确认一次。
code-ends-early-nothing = 在那之前什么都不用做。
code-ends-early-due = 出发来华的时间：{ $boards }。请现在再确认一次，这样抵达时仍有有效的健康码。
code-ends-early-where = 出发来华的时间：{ $boards }。请从 { $from }起，在原来填写的地方再确认一次：那台电脑、自助机，或者帮你填写的人。
code-ends-early-where-due = 出发来华的时间：{ $boards }。请现在就在原来填写的地方再确认一次：那台电脑、自助机，或者帮你填写的人。
code-ends-early-renew = 再确认一次
code-left-days = 还有 { $days } 天
code-left-days-hours = 还有 { $days } 天 { $hours } 小时
code-left-hours = 还有 { $hours } 小时
code-left-minutes = 还有 { $minutes } 分钟
code-left-now = 还有不到 1 分钟
code-over-days = { $days } 天前到期
code-over-hours = { $hours } 小时前到期
code-over-minutes = { $minutes } 分钟前到期
code-over-now = 刚刚到期
code-why = 为什么是这个颜色
code-decided = 决定颜色的情况
code-decided-absent = 会影响颜色的 { $count } 项情况都没有
code-decided-absent-too = 另有 { $count } 项情况不存在
code-decided-note = 由本机根据已发送的回答得出。
code-otherwise = 什么情况下会是别的颜色
code-otherwise-lead = 颜色由实际情况决定。如果有填错的，请更正；属实的，请保持不变。
code-otherwise-health = 属实的回答保持不变。能改变颜色的是：
code-otherwise-all = 这个颜色有 { $count } 个原因，全部不再成立后才会改变。
code-otherwise-green = 如果情况如下，会是绿码：
code-otherwise-yellow = 如果情况如下，会是黄码：
code-otherwise-orange = 如果情况如下，会是橙码：
code-mistake = 更正填错的内容
value-none = 无
value-some = 至少一项
value-open = 未回答
code-next = 接下来怎么办
code-next-green = 请在出发时和入境时出示。请随身带好，最好也带一份纸质的。
code-next-yellow = 请在出发时和入境时出示，现场工作人员会告知后续安排。请保持电话畅通。
code-next-orange = 可按计划出发。入境时先出示此码，由工作人员引导。请保持电话畅通。
code-next-landed-green = 请向口岸工作人员和来接的人出示此码，并随身带好。
code-next-landed-yellow = 请向口岸工作人员出示此码，后续安排由他们告知。请保持电话畅通。
code-next-landed-orange = 离开口岸前请先出示此码，由工作人员引导。请保持电话畅通。
code-next-handed-over = 下一站是目的地县（市、区）。途中请听从护送人员安排，到达时向来接的人出示此码，并保持电话畅通。
code-next-received = 属地已接到。是否需要观察、在哪里观察，由属地告知。请保持电话畅通。
code-wrong = 这不对
code-correct = 更正申报内容
code-journey-changed = 行程有变
code-call = 拨打热线
code-whom = 可以问谁
code-first-no-line = 这里没有面向你的热线：出发来华之前请先就近就医，并申请复核此码。入境时请先出示此码，并听从医务人员安排。
code-first-landed-no-line = 请现在就向现场工作人员出示此码，身体不适的请说明，听从医护人员安排。身边没有工作人员的，请就近就医或呼叫急救。
code-earlier = 这是第 { $revision } 次提交的健康码。更正尚未送达；送达之前，此码有效。健康状况有变化的，请告知工作人员。
code-issued = { $date }签发，规则第 { $edition } 版，申报第 { $revision } 次提交
code-list = 依据 { $day }发布的第 { $list } 期风险名单
code-purpose-note = 仅用于疫情防控，任何人不得用于其他目的。
code-print = 打印
code-expired-title = 这个健康码已过有效期
code-expired-lead = 平台有新的健康码时会自动显示在这里。没有的，请更新申报内容并重新发送。
code-expired-ask = 现在询问平台
code-expired-asked = 正在询问平台。有新的健康码时会显示在这里。
code-refused-title = 平台有了答复，但不能作为健康码显示
code-refused-lead = 归途在显示之前会核验每一个健康码，这一个没有通过。
code-none-title = 还没有健康码
code-none-not-sent = 发送申报之后才会有健康码。
code-none-waiting = 申报已密封，正等待发送。平台收到后会签发健康码。
code-none-with-member = 健康码已发出，在本人作答的手机上，有效至{ $until }。
code-with-member-title = 健康码在本人手机上
code-none-received = 平台已收到申报，正在签发健康码，届时会自动显示。
code-none-withdrawn = 这份申报已撤回，因此没有健康码。
code-none-open = 继续填写申报
code-none-send = 立即发送
code-messages = 平台来信
code-reference = 申报编号
code-no-quarantine = 健康码（国际版）不代替口岸检疫；入境后仍须服从当地的检疫和观察安排。它也不是境内使用的浙江健康码。
code-need-not = 不应提出的要求
code-need-not-announce = 申报之外再提前报备
code-need-not-test = 没有新情况却重复检测
code-need-not-certificate = 再开具其他健康证明
code-need-not-pay = 为申报或健康码付费
code-need-not-other = 因国籍、姓名、职业或籍贯而另加条件
code-need-not-complain = 遇到这样的要求，请拨打热线并报上申报编号。
code-need-not-complain-no-line = 遇到这样的要求，请告诉平台：
code-need-not-complain-paper = 遇到这样的要求，请向现场负责人提出；也可在归途或手机页面里举报违规使用。
code-copy = 我的资料副本
code-more = 更多
code-message-newer = 平台发来一条消息，需要更新的归途才能显示。

### 热线

hotline-title = 可以问谁
hotline-lead = 在境外请按所示号码拨打，开头用 + 或 00。
hotline-counties = 目的地县（市、区）
hotline-others = 这些电话都不适用时
hotline-none = 这里没有面向你的热线
hotline-writes = 不方便打电话时
hotline-writes-contact = 可请国内联系人代打下面的电话。
hotline-others-citizens = 外交部的电话面向海外中国公民；这里没有面向其他人的境外电话。
hotline-others-county = 请打目的地县（市、区）的电话，号码在上面。
hotline-others-review = 关于健康码：可以在健康码页面申请复核，工作人员在那里答复，不用打电话。
hotline-others-ill = 现在身体不适：请找所在地的医生或急救。
hotline-others-port = 入境时：请问口岸的工作人员。
hotline-references = 打电话时请报上申报编号和出生日期
hotline-references-own = 申报编号

### 资料副本

copy-title = 我的资料副本
copy-lead = 这是你为这次行程填写的全部内容。打印或存成 PDF 之后，请妥善保管：里面有健康信息。
copy-sent = 第 { $revision } 次提交，{ $date }密封
copy-draft = 草稿，尚未发送
copy-print = 打印或存成 PDF
copy-back = 返回
copy-back-to-code = 返回健康码
copy-empty = 还没有填写任何内容。

### 样例规则

sample-strip = 样例规则，不是正式申报 · Sample rules, not an official declaration
sample-code = 样例 · SAMPLE

### 设置

settings-title = 设置
settings-language = 语言
settings-text-size = 字号
settings-text-size-100 = 标准
settings-text-size-150 = 大
settings-text-size-200 = 特大
settings-theme = 外观
settings-theme-system = 跟随系统
settings-theme-light = 浅色
settings-theme-dark = 深色
settings-lock = 无人操作时锁定
settings-lock-after = { $minutes } 分钟后
settings-lock-never = 从不
settings-lock-lead = 归途会先保存，再回到原来填的那一格。在 Linux 上，电脑睡眠或锁屏时也会锁定。只用系统凭据库打开时，坐在这个账户前的人都能再打开；设一个密码就能防止。
settings-slots = 打开归途的方式
settings-slots-lead = 下面每一种都能在这台电脑上打开申报，至少要留一种。
settings-slots-closed = 请先打开归途，再修改这一项。
settings-slot-keychain = 系统凭据库
settings-slot-passphrase = 密码
settings-slot-recovery-code = 恢复码
settings-slot-last = 这是目前唯一的方式，不能移除
settings-slot-remove = 移除
settings-slot-remove-title = 要移除“{ $way }”吗？
settings-slot-remove-lead-keychain = 移除之后归途不再自己打开，每次都会询问。
settings-slot-remove-lead-passphrase = 这个密码从此打不开归途。如果没有别的方式能打开，未发送的草稿就会丢失。
settings-slots-left = 之后能打开归途的是：{ $ways }。请先确认你还记得，或还在手边。
settings-left-recovery-code = 恢复码
settings-left-passphrase = 密码
settings-left-keychain = 系统凭据库
settings-slot-remove-confirm = 移除
settings-slot-remove-keep = 保留
settings-slot-cancel = 取消
settings-passphrase-until-now = 现在的密码
settings-passphrase-new = 新密码
settings-use-keychain = 同时用系统凭据库打开
settings-keychain-is-locked = 系统凭据库锁着。解锁后，也可以用它打开归途。
settings-add-passphrase = 添加密码
settings-add-another-passphrase = 再加一个密码
settings-add-another-passphrase-lead = 新密码和已有的密码都能打开归途，比如给家人用。只想换掉旧的，请选“更换密码”。
settings-replace-passphrase = 更换密码
settings-set-passphrase = 设好密码
settings-passphrase-set = 密码已设好。
settings-keychain-set = 现在可以用系统凭据库打开归途。
settings-slot-removed = 已移除。
settings-slot-since = { $day }起
settings-slot-remove-lead-recovery-code = 那张纸从此打不开归途，请销毁。
settings-add-recovery-code = 生成恢复码
settings-recovery-set = 恢复码现在可以打开归途。请收好那张纸。
settings-proof = 请先用已有的方式证明是本人
settings-rekey = 全部内容会用新密钥重新加密，以后保存的内容，用旧的方式打不开。
settings-rekeying = 正在用新密钥加密
recovery-lead = 恢复码印在纸上。忘了密码、系统凭据库也没了的时候，用它打开归途。
recovery-make = 生成
recovery-sheet-title = 归途：恢复码
recovery-sheet-lead = 拿到这张纸的人，能打开生成它的那台电脑上的申报。
recovery-sheet-made = 生成日期：{ $day }
recovery-sheet-computer = 哪台电脑：
recovery-sheet-owner = 谁的申报：
recovery-sheet-keep = 请和电脑分开存放。归途要恢复码时，照着输入。二维码里是同样的字符：字迹看不清时，用手机扫描就能读出来。
recovery-qr = 恢复码的二维码
recovery-once = 离开这一页后不再显示。
recovery-print = 打印
recovery-have-it = 纸上已经有了
recovery-check-lead = 请照纸上抄下这几组，确认看得清。
recovery-group = 第 { $group } 组
recovery-keep = 启用这个恢复码
recovery-back = 再看一次
vault-recovery-code = 恢复码
vault-recovery-code-hint = 纸上的七组，每组五个字符。大写小写、有没有空格都可以。
vault-recovery-code-empty = 请输入恢复码
vault-use-recovery-code = 改用恢复码
vault-use-passphrase = 改用密码
vault-use-keychain = 改用系统凭据库
vault-keychain-is-asked = 将由系统凭据库打开。
settings-version = 归途 { $version }

### 新版规则，以及按旧版开始填写的草稿

edition-newer-title = 申报表已于{ $date }更新
edition-newer-lead = 你的回答原样保留。先看看有什么不同，再作决定。
edition-newer-until = 你的回答原样保留。平台接收旧版申报表至{ $date }。
edition-newer-over = 平台已不再接收旧版申报表，发送前请换用新版。你的回答原样保留。
edition-see = 查看变化
edition-title = 申报表有哪些变化
edition-lead = 疫情防控机构于{ $date }发布了新版申报表，以下是它给你的申报带来的变化。
edition-numbers = 从第 { $from }版到第 { $to } 版
edition-aside-title = 有 { $count } 项需要重新回答
edition-aside-lead = 这些回答已不符合题目要求。重新填写时，原来的回答会显示在题目旁边。
edition-added-title = 新增 { $count } 道题
edition-changed-title = 有 { $count } 道题的问法变了
edition-was = 原来：{ $words }
edition-differs-comma = 、
edition-differs-words = 措辞不同
edition-differs-control = 回答方式不同
edition-differs-options = 可选的答案不同
edition-differs-required = 是否必答有变
edition-differs-limits = 长度或数值限制不同
edition-differs-condition = 提问的情形不同
edition-differs-page = 换到了另一页
edition-differs-agreement = 需要同意的条文有更新
edition-dropped-title = 有 { $count } 项不再询问
edition-dropped-lead = 这些回答留在草稿里，不会发送。
edition-item = 第 { $number } 项
edition-rules-title = 与你的回答有关的规则
edition-look-back = 要填的天数由入境前 { $from }天改为 { $to } 天。
edition-policy = 决定健康码颜色的规则有变，涉及你的回答。
edition-found = 新版申报表在你的回答中发现：
edition-settled = 不再提示：
edition-nothing-lost = 无论怎样选择，回答都不会丢失。
edition-take = 换用新版申报表
edition-taken = 已换用新版申报表。
edition-later = 以后再说
edition-earlier = 你在旧版申报表中的回答，现已不适用：
edition-earlier-other-words = 你之前同意过，但条文已有更新：
edition-set-aside = 有 { $count } 项不再询问
edition-set-aside-lead = 旧版申报表中的回答，予以保留，不会发送。
home-card-newer = 申报表已有更新，打开即可查看变化。

rulebook-title = 规则
rulebook-edition = 第 { $number } 版，{ $date }发布
rulebook-valid-until = 有效期至{ $date }
rulebook-looked-at = 上次检查更新：{ $time }
rulebook-never-looked = 尚未与平台核对
rulebook-stale = 规则可能已过期。可以照常填写，发送前请先联网。
rulebook-look = 立即检查更新
rulebook-looked = 规则已是最新。

### 平台文件与先前不同

swapped-same = 从信任根看是同一个平台，但文件给出了不同的地址、密钥或证书签发机构。平台迁移时会事先公布。
swapped-other = 这是另一个平台。已发给原平台的申报仍在那里，也只能在那里更正或撤回。
swapped-before = 你先前同意的
swapped-now = 文件现在写的
swapped-name = 名称
swapped-address = 地址
swapped-identity = 信任根指纹
swapped-keys = 密钥指纹
swapped-authorities = 附加证书签发机构的指纹
swapped-none = 无
swapped-differs = 不同
swapped-take = 今后发往这个平台

### 到时间的事

due = 有一份申报到时间要处理了。
due-see = 去看看
due-open = 打开申报后可以看到。

### 时间不准

clock-here = 这台电脑的时间不对。
clock-platform = 平台的时间似乎不对。
clock-either = 这台电脑的时间与平台不一致。
clock-both = 这里显示{ $here }，平台显示{ $platform }。
clock-issued = 这里显示{ $here }，而所用的规则发布于{ $issued }。
clock-here-do = 请把日期和时间调准。在此之前，正确的日期可能被说成有误，健康码可能显示已过期或尚未生效。申报照样保存和发送。
clock-platform-do = 你不需要做什么。如果健康码不该过期却显示过期，请看“可以问谁”。
clock-either-do = 请与手表核对。如果是这台电脑不准，请调准日期和时间，否则正确的日期会被说成有误、健康码会显示过期。

### 文件：检查与抢救

rescue-damage = 存放申报的文件有一部分已损坏。
rescue-see = 抢救能读出的内容
rescue-title = 抢救能读出的内容
rescue-lead = 磁盘弄丢或改动了文件的一部分。归途会读出没有损坏的全部内容，放进新文件，再列出缺了什么。
rescue-safe = 旧文件原样保留，单独放在一个文件夹里。
rescue-start = 开始
rescue-working = 正在读取……请不要关闭窗口。
rescue-later = 以后再说
rescue-done-title = 能读出的内容都在这里
rescue-sound-title = 文件没有损坏
rescue-kept =
    { $count ->
        [0] 没有读出任何申报。
       *[other] 有 { $count } 份申报。
    }
rescue-nothing-lost = 填写过的内容都在。
rescue-unknown = 可能还有别的内容，文件里已找不到线索。
rescue-lost-title =
    { $count ->
       *[other] { $count } 份申报有缺失
    }
rescue-lost-all = 全部丢失。请重新申报；如果已经发送过，请按“可以问谁”询问。
rescue-lost-draft = 填了还没发送的内容丢失了。
rescue-lost-sent = 上次发送的答案在这里读不出来了。
rescue-lost-secret = 已发送的申报不能再从这里查询或更正，答案已变成一份新草稿。
rescue-lost-sending = 不清楚是否已经发出，答案已放进草稿，请再发送一次。
rescue-lost-status = 平台上次的答复缺失，归途会再次查询。
rescue-lost-earlier = 以前的版本缺失。
rescue-lost-desk = 同意、通话记录或名单内容缺失。代为发送前请逐一核对。
rescue-lost-handed-over = 已不知道交给了谁。
rescue-earlier = 损坏的文件是较早时的内容，之后填写的也不在里面。如果找得到上次用的那个文件，请保留它。
rescue-slots-lost = 只剩下刚才用的打开方式。请到设置里重新设好其他方式。
rescue-aside = 旧文件在这里。确认什么都不缺以前，请保留它。
rescue-go-on = 继续

aside-title = 留下的损坏文件
aside-lead = 里面是抢救之前的内容，包括后来清除的。用当时的方式仍能打开。
aside-delete = 删除
aside-delete-title = 彻底删除这个文件？
aside-delete-lead = 删除后，没有抢救出来的内容就再也无处可找。
aside-keep = 先留着
aside-deleted = 已删除。
settings-file = 存放申报的文件
settings-file-lead = 电脑意外断电后，归途会自己检查一遍。也可以随时检查。
settings-file-check = 现在检查
settings-file-checking = 正在检查……
settings-file-sound = 文件完好。

### 以前的内容

home-search = 按姓名、证件、航班或地点查找
home-found =
    { $count ->
       *[other] { $count } 份申报
    }
home-show = 显示
home-show-any = 全部
home-order = 排列顺序
home-order-latest = 最近修改
home-order-day = 出发日期
home-order-name = 姓名
home-show-more = 显示更多（还有 { $count } 份）
home-queue-anew = 等待发送的清单损坏了，已经重新建好。没有丢失：你等待发送的申报已重新放入。这台电脑上还有别人的申报时，请各自打开一次，才会继续发送。
home-queue-aside = 损坏的文件在归途的文件夹里，可以删除：
home-see-deleted =
    { $count ->
       *[other] 已删除 { $count } 份，可以恢复
    }
deleted-title = 已删除
deleted-lead = 删除的内容三十天内可以恢复，之后彻底清除。
deleted-correction = 这是新的一版。之前发送的仍然有效。
deleted-when = { $time }删除，{ $date }彻底清除。
deleted-bring-back = 恢复
deleted-forget = 立即清除
deleted-forget-title = 立即清除？
deleted-forget-lead = 清除后谁也找不回来，文件里不留任何痕迹。
deleted-forget-lead-aside = 清除后谁也找不回来，文件里不留任何痕迹。留下的损坏文件里可能还有，请一并删除。
deleted-forget-unsaid = 放弃发送并清除
deleted-unsaid-lead = 平台不会收到你说的话，清除后谁也找不回来。
deleted-keep = 先留着
deleted-forgotten = 已清除。
deleted-none = 没有删除的内容。
deleted-working = 请稍候，清除时会重新加密文件。
history-open = 以前的版本
history-title = 以前的版本
history-lead = 改动之前的版本保留三十天，发送后不再保留。恢复后如果后悔，也可以在这里改回来。
history-then-changed = 之后改动了：
history-see = 查看答案
history-close = 收起
history-bring-back = 恢复到这时
history-none = 还没有以前的版本。
history-more = 显示更多

### 发送窗口开放之前

opens-title = 平台从 { $at }起接收
opens-counts = 这个时间按你填写的行程日期推算。日期填错了的，请更正。
opens-counts-of = 这个时间按 { $day } 出发推算。日期填错了的，请更正。
opens-lead = 已密封，尚未发送。只要这台电脑开着、归途在运行，到时会自动发送，申报处于锁定状态也一样。

code-as-of = 平台最近一次答复：{ $at }

### 备份与移交

home-carry = 备份或移交
home-save-sealed = 另存密封文件，用别的电脑发送
home-sealed-saved = 密封文件已写好：
home-sealed-hint = 把它带到另一台装有归途的电脑，在那里选择“从文件接收”。这台电脑也会继续尝试发送；平台只会收到一份。
home-take-over = 从文件接收
home-open-slip = 打开自助机的凭条
home-take-back = 收回
home-take-back-title = 要收回这份申报吗？
home-take-back-lead = 只有在对方没有收到或不再办理时才收回。如果双方都发送了新的一版，平台保留先到的那份，并告知另一方。
home-take-back-keep = 不收回
home-not-taken-by = { $receiver }可能已经发送了这份申报。平台以先到的为准，没有接受你的。
home-not-taken-receiver = 接收这份申报的人可能已经发送了它。平台以先到的为准，没有接受你的。
home-not-taken-elsewhere = 这份申报已经从别处发送过：另一台电脑，或者有副本的人。平台以那一份为准，没有接受这一份。
home-not-taken-ways = 可以交给对方继续；也可以更正后发送自己的：之后以你的为准，对方会得到告知。
home-not-taken-over = 如果不是你所为，请求助。要在这里继续，请更正后发送：之后以这里的为准。
home-leave-to-them = 交给对方
home-correct-over = 更正后发送我的
home-card-handed-over = 已移交给{ $receiver }，{ $time }
home-card-handed-over-unnamed = 已移交，{ $time }
home-card-handed-over-lead = 在这里只能查看，由接收的人继续办理。

carry-settings = 备份与移交
carry-settings-lead = 有了备份，即使这台电脑丢了，也能在另一台电脑上恢复全部内容。请不时备份一次，并存放在别处。
carry-all = 备份全部
carry-my-key = 我的接收密钥
carry-my-key-lead = 别人要把申报移交给你，需要这个密钥。可以出示或发送，谁看到都没有关系。用它锁住的文件只有这里的归途能打开。
carry-my-key-qr = 我的接收密钥的二维码
carry-title-all = 备份全部
carry-title-one = 备份或移交
carry-for = { $name }的申报
carry-purpose = 用途
carry-purpose-backup = 给自己留一份
carry-purpose-backup-lead = 这里的内容保持不变。
carry-purpose-hand-over = 移交给别人
carry-purpose-hand-over-lead = 由对方继续办理。之后在这里只能查看，直到对方交还或你收回。
carry-receiver = 交给谁？
carry-receiver-hint = 写个名字，方便自己记
carry-seal = 文件用什么锁？
carry-seal-passphrase = 用密码
carry-seal-passphrase-lead = 打开文件时要输入它。
carry-seal-passphrase-lead-hand-over = 密码请用另外的方式告诉对方，比如打电话，不要和文件一起发。
carry-seal-key = 用接收方的密钥
carry-seal-key-lead = 谁也不用记密码，别人也打不开。
carry-key = 对方的密钥
carry-key-missing = 请粘贴对方的密钥
carry-key-hint = 在对方的设置里，“我的接收密钥”。以 age1 开头。
carry-write = 选择位置并写入
carry-working = 正在加密并写入……
carry-written = 已写入 { $count } 份申报。
carry-written-where = 文件：
carry-written-backup = 请存放在这台电脑以外的地方，比如抽屉里的 U 盘。
carry-written-hand-over = 请把文件交给对方。对方在归途里选“从文件接收”即可。

carry-way = 怎么传过去？
carry-way-file = 用文件
carry-way-file-lead = 存到 U 盘，或用消息发送。
carry-way-pictures = 在屏幕上显示
carry-way-pictures-lead = 显示成一组二维码，用另一台电脑的摄像头读取，或截屏发送。归途不写入磁盘；截屏是文件，用完请删除。
carry-show = 显示

run-title = 文件的二维码
run-lead-backup = 在另一台电脑上：设置里选“从文件接收”，再选“从另一块屏幕读取”。这里的内容保持不变。
run-lead-hand-over = 在另一台电脑上：设置里选“从文件接收”，再选“从另一块屏幕读取”。从现在起，这份申报由对方办理。
run-not-arrived = 如果对方没有收到，请返回，在这份申报上选“收回”，之后可以重新显示。
run-picture = 第 { $number } 个二维码，共 { $count } 个
run-extra = { $count } 个都已显示过。接下来的用来补上漏读的。
run-back = 上一个
run-next = 下一个
run-pause = 暂停
run-play = 继续
run-speed = 速度
run-speed-of = 每秒 { $count } 个
run-fine = 用于截屏：只有 { $count } 个，但更密

sealed-lead = 这个文件里是别人密封好、要发给平台的内容。这里没有人能读它。这台电脑可以代为发送；再次选择同一文件，可以看到进度。
sealed-send = 用这台电脑发送
sealed-new = { $count } 份还没有从这里发送。
sealed-waiting = { $count } 份正在发送。
sealed-received = 平台已收到 { $count } 份。
sealed-refused = 平台拒绝了 { $count } 份。密封它的人会看到原因。
sealed-ours = { $count } 份是你自己的，本来就会发送。
take-over-title = 从文件接收
take-over-lead = 可以是备份，也可以是别人移交给你的。这里已有的都会保留；同一份有两个版本时，以后保存的为准，另一个留在历史里。
take-over-choose = 选择文件
take-over-another = 选择另一个文件
take-over-file = 文件：
take-over-pictures = 从另一块屏幕读取

pictures-title = 从另一块屏幕读取
pictures-lead = 另一台电脑把文件显示成一组二维码。先后顺序没有关系，同一个读两次也没有关系。
pictures-files = 截屏、照片或视频
pictures-files-hint = 可以一次选多个，不用修改。复制的图片也可以在这里按 Ctrl+V 粘贴。
pictures-choose = 选择截屏或视频
pictures-camera-on = 打开摄像头
pictures-stop = 停止读取
pictures-camera-off = 关闭摄像头
pictures-camera = 摄像头的画面
pictures-progress = 已读到 { $have } 部分，共 { $of } 部分。
pictures-whole = 全部读到了。
pictures-several = 这些二维码来自 { $count } 组不同的显示，请只读其中一组；哪组先读全就接收哪组。
pictures-empty = { $count } 张图片里读不出二维码。请拍得近一些、清楚一些。
pictures-strangers = { $count } 个二维码不是归途的文件，是别的内容。
pictures-damaged = { $count } 个归途的二维码无法使用，请重新截取。
pictures-anew = 清除已读的，重新开始

take-over-gone = 之前选的文件现在找不到了。请重新插上 U 盘再选一次，或另选文件。原来的文件：
take-over-passphrase = 文件的密码
take-over-passphrase-hint = 生成文件的人知道。
take-over-take = 接收
take-over-working = 正在打开并接收……
take-over-done-new = 新接收 { $count } 份。
take-over-done-newer = { $count } 份这里已有，现已更新。
take-over-done-same = { $count } 份这里已有，没有变化。
take-over-done-refused = { $count } 份自称是你的申报，其实不是。你的申报保持原样。

### 一台电脑多人使用

owners-title = 打开谁的申报？
owners-lead = 各人的申报分开存放，谁也看不到别人的。
owners-number = { $number } 号
owners-new = 新来的人
owners-somebody-else = 换一个人
owners-settings = 多人使用这台电脑
owners-name = 启动时显示的名字
owners-name-hint = 用这台电脑的人都能看到。留空则只显示编号。要打开别人的申报，请先锁定归途，再选“换一个人”。
owners-name-keep = 保存
owners-name-kept = 已保存。

### The way to the home county, reviews, who looked, the slip
way-title = 去浙江的路上
way-none-yet = 尚未到达
way-here = 现在在这里
way-done = 已完成
way-by-traveller = 由本人告知
way-by-journey = 按申报的行程
way-told = { $at }告知
way-by-port-officer = 口岸工作人员确认
way-by-county-contact = 属地确认
way-by-health-officer = 疾控人员确认
way-by-hotline = 热线登记
way-by-platform-officer = 平台登记
way-by-auditor = 平台登记
way-next = 下一站
way-due-number = 如果到 { $at }还没有进展，请拨打：
way-due-line = 如果到 { $at }还没有进展，请拨打热线。
way-due-nobody = 如果到 { $at }还没有进展：请问身边的工作人员；身体不适请就近就医；关于健康码请申请复核。
way-due-own = 请在 { $at }之前更正。
way-charge = 负责：{ $name }
way-charge-for-you = 可请人代打：{ $name }
way-late-number = 这一步本应在 { $at }前完成。请拨打下面的电话。
way-call-port = { $name } 浙江工作组服务台
way-call-county = { $name } 属地联络员
way-call-province = 省级平台
way-late-line = 这一步本应在 { $at }前完成。请拨打热线。
way-late-nobody = 这一步本应在 { $at }前完成。请问身边的工作人员；身体不适请就近就医；关于健康码请申请复核。
way-say = 告知平台现在到了哪一步
way-say-note = 在工作人员确认之前，按本人的说明记录。
way-say-boarded =
    { $by ->
        [air] 我已登机
       *[other] 我已出发来华
    }
way-say-landed =
    { $by ->
        [air] 我已落地
       *[other] 我已入境
    }
way-say-missed-flight =
    { $by ->
        [air] 我误机了
       *[other] 我没有走成
    }
way-say-takes-back = 撤回刚才的说明
letter-boarded =
    { $by ->
        [air] 你告知：已登机
       *[other] 你告知：已出发
    }
letter-landed =
    { $by ->
        [air] 你告知：已落地
       *[other] 你告知：已入境
    }
letter-missed-flight =
    { $by ->
        [air] 你告知：误机
       *[other] 你告知：没有走成
    }
letter-takes-back = 你撤回了刚才的说明
letter-review = 你申请了复核
letter-misuse = 你举报了违规使用
letter-stays-abroad = 你请求在境外获得帮助
letter-waits = 等待发送
letter-refused = 平台未接收。
step-arrival = 抵达后，请在入境口岸向工作人员出示此码。
step-arrived = 按申报的行程已经抵达：请向现场工作人员或来接的人出示此码。
step-arrival-ended = 抵达之前请先更新健康码，抵达后出示新码。
step-arrived-ended = 请先更新健康码，再向现场工作人员或来接的人出示新码。
step-another-flight = 没有走这一程。请更正申报，写明改乘哪一班、什么时候到。
step-meeting = 口岸工作人员会来接待，请稍候。
step-sampling = 离开口岸前需要采样。
step-result = 采样结果未出，请在工作人员指定的地方等候。
step-sending-on = 口岸安排前往属地。
step-refusal = 工作人员会与当事人商量怎样前往。
step-handing-over = 正在前往属地途中，请跟随护送人员。
step-looking-after = 暂留当地，有人照看，之后再出发。
step-reception = 属地派人来接。
step-observation = 属地会告知是否需要观察。
step-observations-end = 观察到属地告知的那一天结束。
step-follow-up = 属地会询问近况。
code-review-title = 申请复核
code-review-lead = 工作人员会复核你的健康码，并在这里说明理由。
code-review-why = 哪里不对？
code-review-reason-places = 我到过的地方或日期
code-review-reason-test = 检测或康复没有计入
code-review-reason-illness = 我没有患病，也没有接触过病人
code-review-reason-other-person = 这是别人的，或属于另一份申报
code-review-reason-other = 其他
code-review-text = 补充说明（可不填）
code-review-text-note = 最多 500 字，与申报一样加密。
code-review-send = 申请复核
code-review-choose = 请选择哪里不对。
code-review-open = 你已申请复核，将在 { $at }前答复。
code-review-overdue = 本应在 { $at }前答复。请拨打热线并报上编号。
code-review-overdue-no-line = 本应在 { $at }前答复。答复仍会给出，并显示在这里。
code-review-granted = 复核通过。上面就是新码，或在一分钟内更新。
code-review-refused = 复核已答复：健康码不变。
code-review-answer-facts-as-declared = 健康码依据申报内容得出。如有错误，请更正申报。
code-review-answer-test-counted = 检测已计入。
code-review-answer-place-corrected = 地点已更正。
code-review-answer-other-person = 那是另一个人的。
code-review-answer-newer = 答复的理由本版本无法显示，需要更新的归途。
looks-title = 谁看过（{ $count }）
looks-none = 还没有人打开过这份申报。
looks-line = { $who }，{ $at }：{ $what }
looks-misuse = 举报违规使用
looks-misuse-lead = 申报只用于疫情防控。请写下发生的事；由平台人员处理，被举报的单位看不到。
looks-misuse-text = 发生了什么
looks-misuse-first = 请先写下发生了什么。
looks-misuse-send = 提交举报
role-port-officer = 入境口岸
role-county-contact = 属地联络员
role-health-officer = 疾控人员
role-hotline = 热线
role-platform-officer = 平台人员
role-auditor = 审计人员
look-identity-check = 姓名和证件
look-journey-tracing = 行程
look-epidemic-assessment = 健康码的依据
look-follow-up = 联系方式
look-reception = 目的地
look-consent-record = 同意记录
look-helper-record = 代填记录
look-duty = 等待处理的来电
look-contacts = 密切接触者
look-list = 含姓名的名单
look-export = 导出的含姓名的名单
look-other = 这份申报
slip-print = 打印去浙江路上用的纸条
slip-title = 从口岸到目的地
slip-note = 请出示给司机和属地工作人员，无需网络。
slip-name = 姓名
slip-reference = 申报编号
slip-flight = 航班
slip-port = 口岸服务台
slip-county = 属地
slip-address = 地址
slip-contact = 国内联系人
slip-phone = 境内手机

phone-title = 在手机上查看
phone-lead = 用手机相机扫描二维码，就能在手机上查看健康码和去浙江的路程，也能告知出发、入境，申请复核。手机上不能更正或撤回申报。
phone-show = 显示二维码
phone-qr = 在手机上打开这份申报的二维码
phone-careful = 拿到这个二维码的人都能查看，请不要转发。
phone-ready = 平台已认得这个二维码，可以扫描。
phone-waits = 等本机联网发送后才能打开。
phone-shut = 停用所有手机和纸条上的二维码
letter-shuts-phones = 你停用了所有手机
slip-phone-page = 用手机查看：扫描后输入出生日期

message-come-to-counter = 请到入境人员服务台。
message-wait-for-result = 检测结果未出，请在工作人员指定的地方等候。
message-answer-telephone = 工作人员正在给你打电话，请接听。
message-confirm-address = 请核对目的地地址，有变化就更正申报。
message-correct-declaration = 申报里有一项需要更正，请打开申报查看。
message-county-picks-up = 属地会来接你，请在指定的出口等候。
message-contact = 你在途中曾与检测阳性的人距离较近。请减少与他人接触，留意身体状况，等候属地来电；出现发热或呼吸道症状时，请拨打当地急救电话。
message-domestic-code = 观察已结束。之后请用浙里办或支付宝申领国内健康码；有疑问请致电属地联络员。
message-help-called-back = 你请求的帮助：已给你回过电话。
message-help-consulate-told = 你请求的帮助：已转告你所在地的中国使领馆。
message-help-medicine-sent = 你请求的帮助：药品已寄出。
message-help-no-help-here = 你请求的帮助此处无法提供。中国公民可拨打外交部全球领事保护与服务应急热线 12308。
message-misuse-looked-into = 你的举报已核查并记录。
message-misuse-stopped = 你举报的行为已被制止。
message-misuse-no-misuse-found = 你的举报已核查，未发现违规使用。
look-asked = 你提出的请求

# 自助机打印的凭条，在任何电脑上打开。
open-slip-title = 打开凭条
open-slip-lead = 自助机为每份申报打印一张凭条。用凭条上的二维码（或者二维码下面的编码）加上出生日期，就可以在这里打开。这台电脑什么也不保存。
open-slip-picture = 选择凭条的照片
open-slip-empty = 这张图片里没有凭条的二维码。请靠近一些、拍正一些，或者输入编码。
open-slip-read = 已读取凭条
open-slip-field = 凭条上的编码
open-slip-hint = 在二维码下面，四组，每组五个字符。扫描器读出的内容也可以填在这里，二维码的图片可以粘贴。
open-slip-born = 申报人的出生日期
open-slip-open = 打开
open-slip-another = 打开另一张凭条
open-slip-not-found = 申报可能还在打印凭条的那台自助机上等待发送：请稍后再试，或者到那里询问。也请再核对一次编码。
open-slip-withdrawn = 这份申报已撤回，不再有效。
open-slip-no-code = 这份申报已经送达。现在没有有效的健康码。
open-slip-refused = 这份申报没有被接受
open-slip-anew = 这份申报无效。请重新申报：在这台设备上、在自助机上，或者请人协助。
