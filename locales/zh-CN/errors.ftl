# 出了什么问题（err-<代码>），接下来怎么办（rec-<代码>）。
# 每个会让人看到的代码都有一对。不责怪、不用行话，绝不带出申报内容。

### 保险箱：申报加密存放的地方

err-vault-key-missing = 打开申报的密钥文件不见了。
rec-vault-key-missing = 申报还在。请从备份中找回归途文件夹里的 vault.slots.json，放回原处，然后重试。

err-vault-key-mismatch = 存放申报的文件和这里的密钥文件对不上。
rec-vault-key-mismatch = 其中一个不是这里的，或者 vault.db 被别的内容覆盖了。如果文件来自另一台电脑或备份，请把整个归途文件夹一起放回，或在原来的电脑上打开。请原样保留这些文件。平台已收到的申报不会丢失。

err-vault-not-encrypted-build = 这份归途不能加密，因此不保存任何内容。
rec-vault-not-encrypted-build = 请从原来的来源重新安装归途。已有的文件保持原样。

err-vault-file-not-encrypted = 存放申报的位置上是一个没有加密的文件。
rec-vault-file-not-encrypted = 它没有加密，归途不会使用。请把 vault.db 移出归途的文件夹，然后重试。

err-vault-file-broken = 存放申报的文件已损坏，无法读取。
rec-vault-file-broken = 请保留这个文件。如果有备份，请把备份放回归途的文件夹再重试。如果快要出发，请求助。

err-vault-slots-broken = 打开申报的密钥文件已损坏。
rec-vault-slots-broken = 申报还在。请从备份中找回归途文件夹里的 vault.slots.json，放回原处，然后重试。

err-vault-slots-in-the-way = 打开申报的密钥文件的位置上是一个文件夹。
rec-vault-slots-in-the-way = 申报还在。请把 vault.slots.json 和 vault.slots.spare.json 这两个文件夹移出归途的文件夹，再从备份中放回文件 vault.slots.json，然后重试。

err-vault-database-gone = 存放申报的文件 vault.db 不见了。
rec-vault-database-gone = vault.db 如果被杀毒或清理软件拿走，请在那里恢复；也可以从备份中放回归途的文件夹，然后重试。vault.db-wal 请留在原处：里面可能有最后填写的内容，两者是否对得上，归途会自己辨认。平台已收到的申报不会丢失。

err-vault-earlier = 这里的申报是较早时的内容。
rec-vault-earlier = 这里的 vault.db 不是上次用的那个，或者旁边的 vault.db-wal 丢失、损坏了，之后填写的内容不在里面。如果是备份或同步软件造成的，或者只复制了 vault.db：请关闭归途，把两个文件都放回来，再重新启动。否则就从这里接着填。

err-vault-passphrase-wrong = 这个密码打不开申报。
rec-vault-passphrase-wrong = 请再输入一次，注意大小写、输入法和空格。

err-vault-passphrase-too-short = 密码太短。
rec-vault-passphrase-too-short = 请至少用 { $min } 个字符。

err-vault-passphrase-common = 这个密码太容易被猜到。
rec-vault-passphrase-common = 一个词（不论加不加数字）或两个词都不够。请换几个互不相干的词，或一句只有你自己会想到的话。

err-vault-keychain-changed = 系统凭据库换过了，里面没有打开申报的密钥。
rec-vault-keychain-changed = 申报还在。请输入密码或恢复码，然后在设置里重新加入系统凭据库；或登录原来的系统账户再试。

err-vault-recovery-code-wrong = 这个恢复码打不开申报。
rec-vault-recovery-code-wrong = 请核对是不是这些申报的那张纸，再输入一次。

err-vault-recovery-group-wrong = 恢复码的第 { $group } 组有误。
rec-vault-recovery-group-wrong = 请对照纸上的第 { $group } 组，重新输入这一组。

err-recovery-sheet-wrong = 第 { $group } 组和纸上的不一样。
rec-recovery-sheet-wrong = 请对照纸上的第 { $group } 组，重新输入这一组。

err-vault-recovery-incomplete = 恢复码不完整。
rec-vault-recovery-incomplete = 恢复码共有 { $groups } 组，每组五个字符。请补全后再试。

err-vault-damaged = 存放申报的文件有一部分已损坏。
rec-vault-damaged = 大部分内容通常还能读出来，请抢救；旧文件会原样保留。平台已收到的申报不会丢失。

err-vault-keychain-locked = 系统凭据库已锁定。
rec-vault-keychain-locked = 请先解锁系统凭据库，再试一次。

err-vault-keychain-unavailable = 这台电脑现在没有可用的系统凭据库。
rec-vault-keychain-unavailable = 请照常登录系统桌面，然后重试。

err-outbox-shut = 这台电脑的发件箱打不开，封好的申报还在等待发送。
rec-outbox-shut = 请确认磁盘未满、归途的文件夹可以写入，再按“现在再试一次”。内容不会丢失。

err-vault-disk-full = 磁盘已满或无法写入，这次没有保存。
rec-vault-disk-full = 请先腾出一些空间再试；如果空间足够，请检查磁盘。之前保存的内容都在。

err-vault-read-only = 存放申报的文件夹不能写入。
rec-vault-read-only = 请允许当前账户写入归途的文件夹，或解除磁盘的写保护，然后重试。
err-vault-no-locks = 存放申报的文件夹不支持文件锁，两台电脑可能同时写入。某些网络驱动器就是这样。
rec-vault-no-locks = 请把归途的文件夹移到本机磁盘上，然后重试。里面的内容没有改动。

err-vault-directory-not-private = 同一台电脑上的其他人可以看到归途的文件夹，而系统不允许更改。
rec-vault-directory-not-private = 请把归途的文件夹放在你自己的账户下、支持权限的磁盘上，然后重试。

err-vault-too-new = 这些申报上次是用更新的归途打开的。
rec-vault-too-new = 请安装最新的归途，再打开。最新版在当初得到归途的地方。

err-vault-busy = 另一个归途窗口正在使用这些申报。
rec-vault-busy = 请关闭另一个窗口，然后重试。

err-vault-exists = 这台电脑上已经有申报。
rec-vault-exists = 请关闭归途后重新启动，再打开它们。内容没有改动。

err-vault-not-found = 要找的内容已经不在申报里了。
rec-vault-not-found = 请返回申报列表。其他内容都在。

err-vault-still-waiting = 这份申报还有内容在等待发送。
rec-vault-still-waiting = 请等它发送完成。如果不再需要，届时可以撤回。

err-vault-last-slot = 这是打开申报的最后一种方式。
rec-vault-last-slot = 请先添加另一种方式，再移除这一种。
err-vault-proof-leaves = 它只能打开要移除的那一种方式。
rec-vault-proof-leaves = 请用另一种方式证明，以确保移除后仍能打开申报。

err-owner-name = 这不能作为显示的名字。
rec-owner-name = 名字里要有文字，也不能是“1 号”之类：不显示名字的人，归途就这样称呼。

err-owner-unknown = 这里已没有此人的申报。
rec-owner-unknown = 请重新启动归途，再选一次。

err-vault-handed-over = 这份申报已经移交，在这里只能查看。
rec-vault-handed-over = 由接收的人继续办理。如果对方没有收到，请在卡片上选“收回”。

err-backup-empty = 这个文件是空的。
rec-backup-empty = 可能没有复制完。请重新复制，或请对方重新生成。

err-backup-not-ours = 这不是归途的文件。
rec-backup-not-ours = 归途的文件以 .guitu 结尾，请另选一个。

err-backup-too-new = 这个文件来自更新版本的归途。
rec-backup-too-new = 请先更新这台电脑上的归途，再接收。

err-backup-cut-off = 这个文件不完整，缺了末尾。
rec-backup-cut-off = 没有复制完。请从原处重新复制。这里什么也没有改动。

err-backup-damaged = 这个文件已损坏。
rec-backup-damaged = 请从原处重新复制，或请对方重新生成。这里什么也没有改动。

err-backup-too-large = 这个文件太大，不会是归途的文件。
rec-backup-too-large = 请另选一个文件。

err-backup-passphrase-wrong = 这个密码打不开文件。
rec-backup-passphrase-wrong = 请再输入一次，或询问生成文件的人。这里要的是文件的密码，不是打开归途的密码。

err-backup-other-receiver = 这个文件是给别人的密钥的。
rec-backup-other-receiver = 请把自己的密钥（设置里的“我的接收密钥”）给对方看，请对方重新生成。

err-backup-too-long-to-show = 内容太多，无法显示成二维码。
rec-backup-too-long-to-show = 请存成文件，或只显示一份申报。

err-pictures-none = 这里已经没有二维码了。
rec-pictures-none = 请返回后重新显示或重新读取。

err-pictures-unreadable = 无法读取图片或视频 { $name }。
rec-pictures-unreadable = 请改用截屏，格式为 PNG 或 JPEG。

err-pictures-no-camera = 无法使用摄像头。
rec-pictures-no-camera = 请检查是否被其他程序占用，或改从截屏读取。

err-backup-no-key = 这不是接收密钥，或者有字符不对。
rec-backup-no-key = 密钥以 age1 开头，共 62 个字符。请从对方的设置里完整复制。

err-backup-disk-full = 存放文件的地方空间不足。
rec-backup-disk-full = 什么也没有移交。请换一个地方，或腾出空间。

err-backup-read-only = 那里不能读写。
rec-backup-read-only = 请换一个地方。如果是 U 盘，请检查写保护。

err-backup-io = 文件无法读写。
rec-backup-io = 请检查 U 盘或磁盘是否还连着，然后重试。

err-vault-io = 归途无法读写自己的文件。
rec-vault-io = 请检查磁盘是否已连接、是否还有空间，然后重试。

err-vault-locked = 申报已锁定。
rec-vault-locked = 请先打开归途。已保存的内容都在。

### 发送，以及平台的答复

err-profile-missing = 归途还不知道要把申报发到哪里。
rec-profile-missing = 请向提供归途的单位索取平台配置文件。

err-profile-broken = 平台配置文件无法读取。
rec-profile-broken = 请向提供配置文件的单位重新索取一份。草稿都在。

err-profile-not-https = 平台配置文件里的地址在传输中不受保护。
rec-profile-not-https = 请不要使用这份配置。请向提供它的单位索取以 https 开头的地址。

err-profile-bad-url = 平台配置文件里没有网址。
rec-profile-bad-url = 请向提供配置文件的单位重新索取一份。草稿都在。

err-profile-bad-authority = 平台配置文件里的证书无效。
rec-profile-bad-authority = 请向提供它的单位索取一份新的配置文件。草稿都在。

err-profile-no-tls = 这台电脑无法保护传输的内容。
rec-profile-no-tls = 请更新系统，然后重新启动归途。草稿都在。

err-platform-unreachable = 现在连不上平台。
rec-platform-unreachable = 请检查网络。归途会自动再试，内容不会丢失。

err-platform-timeout = 平台没有及时答复。
rec-platform-timeout = 归途会自动再试，也可以立即发送。

err-request-timeout = 网络太慢，平台没有收完。
rec-request-timeout = 归途会自动再试。换一个更稳定的网络会有帮助。

err-not-now = 当前环节不能这样登记。
rec-not-now = 请重新打开此人：可能刚有同事登记过。
err-other-county-answers = 此人由其他县（市、区）负责。
rec-other-county-answers = 只有被询问或负责的县（市、区）才能这样登记。
err-event-conflict = 这次操作已登记了另一项内容。
rec-event-conflict = 请在“经过”中查看；如有误，先撤销，再重新登记。

err-second-awaited = 同样的内容已经登记，正等待第二人确认。
rec-second-awaited = 由负责该县的疾控人员在“待答复”中确认；请联系他们查看。
err-word-not-known = 列表中没有这一项。
rec-word-not-known = 请核对口岸、县（市、区）代码或条码，原因请从列表中选择。
err-time-not-possible = 这个时间不行。
rec-time-not-possible = 登记最多可补录一天以内；下次随访须在今天起十四天内。
err-review-changes-nothing = 尚无登记可以改变健康码。
rec-review-changes-nothing = 请先在此人页面登记检测结果，再同意复核。
err-too-many-tries = 尝试次数过多。
rec-too-many-tries = 请等待一小时。柜台扫码不受此限。
err-too-many-requests = 平台正忙。
rec-too-many-requests = 归途稍等后会自动再试。

err-declaration-too-early = 离行程还早，平台暂不接收这份申报。
rec-declaration-too-early = 无需操作：到平台开始接收时，归途会自动发送。如果行程有变，请更正申报。

err-unavailable = 平台暂时关闭。
rec-unavailable = 归途会自动再试。如果一天之内就要出发，请求助。

err-platform-error = 平台自身出了故障。
rec-platform-error = 归途会自动再试。如果一天之内就要出发，请求助。

err-platform-garbled = 应答的不是平台。
rec-platform-garbled = 归途会自动再试。如果用的是酒店或车站的网络，请先打开网页完成登录。

err-receipt-wrong = 收到的不是平台对这份申报的回执。
rec-receipt-wrong = 申报仍在等待发送，归途会自动再试。如果一直这样，请换一个网络或求助。

err-envelope-too-large = 申报超过了平台能接收的大小。
rec-envelope-too-large = 请选择“更正”，缩短较长的文字后重新发送。

err-envelope-unreadable = 平台无法打开这份密封的申报。
rec-envelope-unreadable = 请选择“更正”后重新发送。如果还是不行，请索取新的平台配置文件。

err-envelope-malformed = 平台认不出这份密封的申报。
rec-envelope-malformed = 请选择“更正”后重新发送。如果还是不行，请安装最新的归途。

err-envelope-wrong-address = 这份密封的申报送到了别的编号之下。
rec-envelope-wrong-address = 请选择“更正”后重新发送。如果还是不行，请求助。

err-sealing-key-unknown = 密封这份申报的密钥，平台已不再使用。
rec-sealing-key-unknown = 归途会自动换用平台的新密钥。之后请选择“更正”重新发送。

err-declaration-incomplete = 有些内容缺失或前后不一致。
rec-declaration-incomplete = 请查看检查结果，改好后重新发送。如果已经发送过，请先选择“更正”。

err-edition-not-taken = 平台已不接收这一版申报表。
rec-edition-not-taken = 请选择“更正”，再选“查看变化”，然后重新发送。如果没有新版申报表，请安装最新的归途。已填内容会保留。

err-edition-not-yet = 平台暂未开始接收这一版申报表。
rec-edition-not-yet = 无需操作：归途会自动再次发送。

err-sealed-ahead = 按平台的时间，这份申报的日期还没到。
rec-sealed-ahead = 请校准这台电脑的日期和时间。归途会自动再次发送。

err-sealed-long-ago = 这份申报等待发送的时间太久，其中的日期已不相符。
rec-sealed-long-ago = 请选择“更正”，核对日期后重新发送。

err-own-answers-missing = 成员通过个人链接作的回答已不再有效：时间过久、链接已收回，或申报表已更新。
rec-own-answers-missing = 选择“更正”，然后重新生成个人链接，或打电话询问。

err-revision-conflict = 平台上这个编号已有另一份内容。
rec-revision-conflict = 请选择“更正”后重新发送，届时会用新的编号。

err-revision-superseded = 平台上已有这份申报的更新版本。
rec-revision-superseded = 旧版本不必再处理。如要修改，请选择“更正”。

err-captive-portal = 此网络要求你先登录或同意条款：应答的是网络，不是平台。
rec-captive-portal = 请打开浏览器登录或同意条款，然后回来，之后会自动发送。如果是这台电脑的代理服务器要求登录，请换一个网络，或询问管理这台电脑的人。

err-connection-intercepted = 连接没有到达平台：途中有设备把它拆开了。
rec-connection-intercepted = 请换个网络，例如手机热点。如果是单位的电脑，请询问管理员。

err-profile-writable = 指定信任哪个平台的文件属于其他账号，或者可被他人改动，因此不予信任。
rec-profile-writable = 请负责这台电脑的人把该文件及其文件夹设为管理员所有，其他人不可写。

err-sent-elsewhere = 平台上有这份申报的更新版本或撤回，但不是这台电脑发出的。
rec-sent-elsewhere = 如果不是你在另一台电脑上所为，请立即求助。

err-platform-swapped = 这台电脑上的平台文件与先前不同。
rec-platform-swapped = 在你选择之前，什么也不会发送。如果没有人告知过这一变更，请不要同意，并询问负责这台电脑的人或求助。

err-platform-not-swapped = 平台就是你先前同意的那一个。
rec-platform-not-swapped = 无需选择，请照常继续。

err-certificate-date = 按这台电脑的日期，平台的证书无效。
rec-certificate-date = 请先核对这台电脑的日期和时间。如果没有错，需要平台更新证书；归途会自动再试。

err-declaration-other-platform = 这份申报是发给另一个平台的，只能在那里更正或撤回。
rec-declaration-other-platform = 请负责这台电脑的人恢复原来的平台文件，或者新建一份申报。
err-declaration-former-platform = 这份申报要发给的平台，本应用已不再使用。还没有人收到它。
rec-declaration-former-platform = 请删除它并新建一份，或者请负责这台电脑的人恢复原来的平台文件。

err-refusal-unsigned = 这台电脑与平台之间有人拒收了申报，平台本身并未拒绝。
rec-refusal-unsigned = 换个网络试试，例如用手机热点代替此无线网络。系统会自动重试。

err-status-wrong = 收到的答复没有平台的签名。你看到的是平台上一次的真实答复。
rec-status-wrong = 换个网络试试。系统会自动再查询。

err-status-older = 收到的是平台以前的旧答复。你看到的是较新的一次。
rec-status-older = 换个网络试试。系统会自动再查询。

err-revision-too-far = 平台上这份申报的版本比这台电脑预期的旧。
rec-revision-too-far = 请询问最后收到的是哪一版。

err-nothing-waits = 这份申报没有等待发送的内容。
rec-nothing-waits = 首页可以看到它的状态。

err-unsaid = 你就这份申报说的话还没有发送出去。
rec-unsaid = 平台有答复时会自动发送。如果不想再等，可以放弃。
err-sealed-broken = 这个文件里没有可以发送的内容，或者文件已损坏。
rec-sealed-broken = 请在原来的电脑上重新保存。
err-sealed-elsewhere = 这个文件是为另一个平台密封的。
rec-sealed-elsewhere = 请用连接那个平台的电脑发送。
err-organisation-unknown = 这个机构没有在平台登记，或者登记已被取消。
rec-organisation-unknown = 请向平台索取新的登记码，写进设置，然后更正申报并重新发送。
err-organisation-full = 这个机构今天可以发送的申报已经发完。
rec-organisation-full = 归途明天会自动发送其余的。如果来不及，请向平台申请更高的额度。
err-desk-not-enrolled = 该组织尚未在平台登记。
rec-desk-not-enrolled = 请在设置里填入登记码。只有登记过的组织能生成个人链接。

err-enrolment-malformed = 这不是登记码。
rec-enrolment-malformed = 请原样复制平台给的 43 个字符，或者让这一栏空着。
err-revision-token-wrong = 平台不认可由这台电脑发送这份申报。
rec-revision-token-wrong = 请使用当初申报的电脑。如果做不到，请求助。

err-declaration-not-found = 平台上没有这份申报。
rec-declaration-not-found = 请选择“更正”后重新发送。如果曾收到回执，请求助。

err-bad-request = 平台读不懂这一版归途。
rec-bad-request = 请安装最新的归途，选择“更正”后重新发送。已填内容会保留。

err-unsupported-media-type = 平台读不懂这一版归途的发送方式。
rec-unsupported-media-type = 请安装最新的归途，选择“更正”后重新发送。已填内容会保留。

err-method-not-allowed = 平台给出的地址不接收申报。
rec-method-not-allowed = 请向提供归途的单位索取新的平台配置文件，然后重新发送。

err-not-found = 配置文件里的地址上没有平台。
rec-not-found = 请向提供归途的单位索取新的平台配置文件，然后重新发送。

err-answer-too-large = 这段文字太长，无法保存。
rec-answer-too-large = 请缩短一些。之前填写的内容还在。

### 健康码

err-code-not-a-code = 平台发来的不是健康码。
rec-code-not-a-code = 归途会自动再取。如果一直这样，请求助。

err-code-wrong-key = 这个健康码不是由所信任的平台签发的。
rec-code-wrong-key = 请不要使用。请向提供归途的单位索取新的平台配置文件，或求助。

err-code-tampered = 这个健康码在签发后被改动过。
rec-code-tampered = 请不要使用。请换一个网络再试，或求助。

err-code-other-declaration = 这个健康码属于另一份申报。
rec-code-other-declaration = 请不要使用，并求助。

err-code-wrong-purpose = 这个码不是为疫情防控签发的。
rec-code-wrong-purpose = 归途不显示这样的码。请告诉能处理的人。

err-code-no-reason = 这个健康码没有写明理由。
rec-code-no-reason = 归途不显示没有理由的健康码。请询问理由。

err-code-sample = 这是样例健康码，不能当作健康码使用。
rec-code-sample = 没有人应凭它放行。若平台应签发正式健康码，请求助。

err-code-too-large = 平台发来的内容太大，不可能是健康码。
rec-code-too-large = 归途会自动再取。如果一直这样，请求助。

### 规则：申报表和检查

err-rulebook-refused = 这份归途里没有可用的规则：缺失、损坏，或违反了保护填报人的规定。
rec-rulebook-refused = 请从原来的来源重新安装归途。申报会保留。

### 填写

err-answer-unknown = 这项内容不属于申报表。
rec-answer-unknown = 请回到页面，再看一下这个问题。其他内容都在。

err-answer-wrong-kind = 填写的内容与问题不符。
rec-answer-wrong-kind = 请再填一次。之前的内容还在。

err-answer-too-many = 列表已满。
rec-answer-too-many = 请先移除一条再添加。如果每一条都重要，请求助。

err-answer-no-item = 这一条已经不在了。
rec-answer-no-item = 请回到页面，再看一下列表。

err-question-unknown = 申报表里现在没有这个问题。
rec-question-unknown = 请回到页面继续。其他内容都在。

err-item-unknown = 这一条已经不在了。
rec-item-unknown = 请回到页面，再看一下列表。

err-declaration-unknown = 这份申报已经不在了。
rec-declaration-unknown = 请返回申报列表。

err-draft-unknown = 这份申报没有草稿。
rec-draft-unknown = 请返回申报列表。如要修改已发送的内容，请选择“更正”。

err-not-sent = 这份申报还没有发送。
rec-not-sent = 可以直接修改或删除。

err-kind-not-offered = 这份申报表没有这一项。
rec-kind-not-offered = 请改用“更正”。

err-sealing-failed = 申报没能密封。
rec-sealing-failed = 草稿仍在。请向提供归途的单位索取新的平台配置文件，然后重新发送。

err-already-sent = 这份申报已经发送。
rec-already-sent = 如要修改，请选择“更正”。

err-nothing-to-undo = 没有可以恢复的内容了。
rec-nothing-to-undo = 请继续填写。其他内容都在。

err-mrz-no-lines = 这里没有证件机读码。
rec-mrz-no-lines = 请粘贴证件底部带有许多“<”的两行或三行字符。

err-mrz-wrong-length = 机读码的长度不符合任何证件。
rec-mrz-wrong-length = 护照为两行、每行 44 个字符，卡式证件为三行、每行 30 个字符。请检查有没有漏掉或重复的字符。

err-mrz-unknown-kind = 归途读不了这种机读码。
rec-mrz-unknown-kind = 请手动填写这一页。

err-mrz-bad-character = 有一个字符不会出现在机读码里。
rec-mrz-bad-character = 机读码只有 A 到 Z、0 到 9 和“<”。请留意 O 与 0、I 与 1。

err-mrz-composite-wrong = 最后一位校验码与内容不符。
rec-mrz-composite-wrong = 至少有一个字符读错了。采用之前，请逐项与证件核对。

### 程序本身

err-preferences-not-saved = 语言、字号或主题没有保存下来。
rec-preferences-not-saved = 关闭归途之前仍然有效。请检查归途的文件夹能否写入、磁盘是否还有空间。

err-internal = 归途内部出了问题。
rec-internal = 已保存的内容都在。请关闭归途后重新打开再试。如果快要出发，请求助。

### 新版规则：按 TUF 从平台取得，哪里不符就说哪里

err-rulebook-root-refused = 平台的规则无法核验：信任根不符。
rec-rulebook-root-refused = 归途继续使用现有的规则。如果一直这样，请向提供归途的人索取新的平台文件。

err-rulebook-threshold = 收到的新版规则有效签名不足，没有采用。
rec-rulebook-threshold = 归途继续使用现有的规则，稍后再查。如果一直这样，请换一个网络或求助。

err-rulebook-rollback = 收到的规则比之前见过的旧，没有采用。
rec-rulebook-rollback = 归途继续使用较新的规则，稍后再查。如果一直这样，请换一个网络。

err-rulebook-frozen = 收到的内容已经过期，可能有人不让你看到新版规则。
rec-rulebook-frozen = 请检查电脑的日期，并换一个网络。在此之前，归途继续使用现有的规则。

err-rulebook-mismatch = 收到的规则已损坏或互不相符，没有采用。
rec-rulebook-mismatch = 归途继续使用现有的规则，稍后再查。如果用的是酒店或车站的网络，请先在那里登录。

err-rulebook-oversized = 收到的内容远远超过规则应有的大小，没有采用。
rec-rulebook-oversized = 归途继续使用现有的规则。如果一直这样，请换一个网络。

err-rulebook-unreachable = 暂时无法查询有没有新版规则。
rec-rulebook-unreachable = 请继续填写：归途没有网络也能用，有网络时会再查。

err-rulebook-clock-back = 这台电脑的时间早于上次查询新版规则的时间。
rec-rulebook-clock-back = 请把日期和时间调准。在此之前，归途继续使用现有的规则。

err-rulebook-edition-refused = 有新版规则，但这个版本的归途用不了。
rec-rulebook-edition-refused = 请安装最新的归途。在此之前，归途继续使用现有的规则。

err-rulebook-shelf-io = 新版规则无法存到这台电脑上。
rec-rulebook-shelf-io = 请检查磁盘空间。归途继续使用现有的规则，稍后再查。

err-edition-over = 这份草稿所用的旧版申报表，平台只接收到 { $until }，现在已不再接收。
rec-edition-over = 请选择“查看变化”，换用新版申报表。已填内容会保留。

err-edition-not-newer = 申报表又有了新的版本。
rec-edition-not-newer = 请回到申报表，再看一遍变化。没有改动任何内容。

err-not-signed-in = 您还没有登录，或者登录已经结束。
rec-not-signed-in = 请用通行密钥重新登录。
err-not-allowed = 这件事不归您的岗位办。
rec-not-allowed = 请交给负责的同事。
err-other-site = 这个请求不是从工作台页面发出的。
rec-other-site = 请从工作台的网址重新打开。
err-link-not-valid = 这个链接已经失效。
rec-link-not-valid = 请向平台管理员要一个新链接。
err-passkey-refused = 这里不认这个通行密钥。
rec-passkey-refused = 请再试一次；如果通行密钥丢了，请向平台管理员要一个新链接。

### 名单导入：商会名单里的每一格

err-import-file-too-large = 文件太大。
rec-import-file-too-large = 名单一般不到 1 MB。请另存一份只含名单的文件，再导入。

err-import-file-bomb = 文件解开后太大，不像一份名单。
rec-import-file-bomb = 请在表格软件中把名单复制到新文件，保存后再导入。

err-import-too-many-rows = 行数太多。
rec-import-too-many-rows = 请分成几份导入，或删去名单以外的行。

err-import-too-many-columns = 列数太多，最右边还有内容。
rec-import-too-many-columns = 请删去名单右侧的内容后再导入。

err-import-too-many-cells = 格子太多，不像一份名单。
rec-import-too-many-cells = 请把名单复制到新文件，保存后再导入。

err-import-cell-too-long = 有一格的文字太长。
rec-import-cell-too-long = 请缩短这一格，或检查文本文件的引号是否成对。

err-import-file-locked = 文件有打开密码。
rec-import-file-locked = 请在表格软件中取消密码，另存一份再导入。导入后请删除这一份。

err-import-file-unknown = 这不是能读的表格。
rec-import-file-unknown = 请另存为 XLSX 或 CSV，再导入。

err-import-file-broken = 文件已损坏，读不完整。
rec-import-file-broken = 请用表格软件打开，另存一份再导入。

err-import-file-empty = 看得见的工作表里没有内容。
rec-import-file-empty = 名单若在隐藏的工作表里，请先取消隐藏。

err-import-column-health = 这一列是健康情况，不会导入。
rec-import-column-health = 健康、接触、检测只能由本人说。请本人自己填写。

err-import-column-own-word = 这一列会影响健康码，不会导入。
rec-import-column-own-word = 去过哪里、什么日期，请本人自己填写。

err-import-column-unknown = 不知道这一列是什么。
rec-import-column-unknown = 需要导入的，请选它是什么；不需要的，不用管。

err-import-column-not-asked = 申报表不问这一项，不导入。
rec-import-column-not-asked = 不用做什么。

err-import-column-unconfirmed = 这一列只是看着像，还没有确认。
rec-import-column-unconfirmed = 请确认或改选它是什么。确认之前不导入。

err-import-column-missing = 没有这一列。
rec-import-column-missing = 请重新打开文件。

err-import-cell-fault = 这一格是表格软件的错误值。
rec-import-cell-fault = 请填上本来的内容，或清空这一格。

err-import-cell-destroyed = 这一格被表格软件改坏了，原来的内容看不出来。
rec-import-cell-destroyed = 请向本人或原名单问来，重新填写。归途不猜。

err-import-number-was-text = 号码存成了数字，前面的 0 可能丢了。
rec-import-number-was-text = 请与证件核对。

err-import-date-unclear = 看不懂这个日期。
rec-import-date-unclear = 请写成 2020-03-05 这样。

err-import-date-without-day = 日期缺少“日”。
rec-import-date-without-day = 请补全，或清空这一格，由本人填写。

err-import-date-short-year = 年份只有两位。
rec-import-date-short-year = 请写四位年份。

err-import-date-impossible = 没有这一天，或不可能是这一天。
rec-import-date-impossible = 请与证件或机票核对。

err-import-ask-day-order = 这一列的日期，哪个在前：日还是月？
rec-import-ask-day-order = 请选一次，整列照此读。

err-import-ask-year = 这一列的日期没有年份。
rec-import-ask-year = 请选一次年份，整列照此读。

err-import-ask-epoch = 这一列是数字，可能是日期。
rec-import-ask-epoch = 请看例子，选从 1900 年还是 1904 年算起。

err-import-ask-made-days = 表格软件可能把这一列的日和月弄反了。
rec-import-ask-made-days = 请看例子，选照原样还是日月对调。

err-import-ask-name-order = 这一列的姓名，姓在前还是在后？
rec-import-ask-name-order = 请选一次，整列照此读。

err-import-ask-phone-country = 这一列的电话没有国家号码。
rec-import-ask-phone-country = 请选一次是哪个国家或地区的号码。

err-import-ask-rows = 第 { $row } 行已有此人，航班不同。
rec-import-ask-rows = 请选：每行是一段航程，还是同一人写了两次。

err-import-resident-id-differs = 身份证号码里的出生日期或性别与这一行不同。
rec-import-resident-id-differs = 请与证件核对，其中一个不对。

err-import-document-expired = 证件已过期。
rec-import-document-expired = 请问有没有新证件；没有就登不了机。

err-import-document-several = 一格里有两个号码。
rec-import-document-several = 请只留现在用的证件号码。

err-import-row-same-case = 前面已有一行更改此人。
rec-import-row-same-case = 请留下其中一行。

err-import-name-remark = 括号里的“{ $words }”不当作姓名。
rec-import-name-remark = 请看姓名对不对；括号里的话不导入。

err-import-name-cancelled = 写着“{ $words }”，可能不走了。
rec-import-name-cancelled = 还走就只留姓名；不走就不导入这一行。

err-import-name-two = 这可能是两个人的姓名。
rec-import-name-two = 是两个人，用顿号隔开；是一个人，去掉空格和符号。

err-import-name-long = 这个姓名比常见的长。
rec-import-name-long = 请看是不是两个人；是就用顿号隔开。

err-import-date-lunar = 写的是农历。
rec-import-date-lunar = 请按证件写公历日期，例如 2020-03-05。

err-import-date-without-year = 日期缺少年份。
rec-import-date-without-year = 各人年份不同：请补全，或清空这一格，由本人填写。

err-import-name-unclear = 看不懂这个姓名。
rec-import-name-unclear = 请写成 CHEN/YUTONG，或只写汉字。

err-import-row-without-name = 这一行没有姓名。
rec-import-row-without-name = 请填写姓名，或不导入这一行。

err-import-phone-unclear = 这不是能拨通的号码。
rec-import-phone-unclear = 请写上国家号码，如 +39 347 123 4567；没有就清空。

err-import-phone-several = 一格里有几个号码。
rec-import-phone-several = 请只留一个现在能找到本人的。

err-import-document-unclear = 这不像证件号码。
rec-import-document-unclear = 请照证件重新填写。

err-import-document-looks-alike = 号码里有字母 O 或 I，可能是数字 0 或 1。
rec-import-document-looks-alike = 请与证件核对。

err-import-resident-id-wrong = 身份证号不对。
rec-import-resident-id-wrong = 请照身份证重新填写，或清空。

err-import-flight-unclear = 看不懂航班号。
rec-import-flight-unclear = 请写成 CA968；几段航班用 / 隔开。

err-import-seat-unclear = 看不懂座位号。
rec-import-seat-unclear = 请写成 32K，或清空。

err-import-word-unknown = 选项里没有这个说法。
rec-import-word-unknown = 请选它是哪一项，这一列同样的都照此读。

err-import-place-unknown = 找不到这个地方。
rec-import-place-unknown = 请选是哪里，这一列同样的都照此读；不知道就清空。

err-import-place-several = 叫这个名字的地方不止一个。
rec-import-place-several = 请选是哪一个，这一列同样的都照此读。

err-import-columns-disagree = 这一格与 { $other } 说法不同。
rec-import-columns-disagree = 请改正其中一个，或清空一个。

err-import-rows-disagree = 同一人，这一格与 { $other } 说法不同。导入的是 { $other }。
rec-import-rows-disagree = 请核对。

err-import-family-uneven = 这一行有 { $people } 人，这一格的份数对不上。
rec-import-family-uneven = 请按姓名的顺序写全，用顿号隔开。
err-nobody-found = 没有找到。
rec-nobody-found = 请核对输入的内容。您只能找到自己口岸或属地范围内的人。
err-birth-date-needed = 还需要出生日期。
rec-birth-date-needed = 请问清出生日期，和号码一起输入。
err-birth-date-wrong = 出生日期不符。
rec-birth-date-wrong = 请按证件上的日期再试；连续输错后需等一小时。
err-flight-has-unmet = 这个航班上还有人没有着落。
rec-flight-has-unmet = 请逐一说明下落，再关闭航班。
err-observation-too-long = 观察期超过了规则允许的天数。
rec-observation-too-long = 请选更早的结束日期。任何人的观察期都不得超过规则来源的规定。
err-sampling-reason-needed = 绿码人员采样需要说明原因。
rec-sampling-reason-needed = 请从列出的原因中选一个；该原因会计数。
err-zone-unreadable = 机读码读不出来。
rec-zone-unreadable = 请再扫一次，或照证件逐个字符输入那几行。
err-bus-mixes = 这辆车上的人员码色不同。
rec-bus-mixes = 请换一辆车；确需同车的可以继续，系统会记录。
err-minor-parted = 未成年人与同行监护人会被分开。
rec-minor-parted = 请安排同一辆车，先登记成年人。
err-telephone-malformed = 电话号码不对，或缺少国家代码。
rec-telephone-malformed = 请以 + 和国家代码开头，例如 +39、+86。
err-code-is-sample = 这是样例码，不能用。
rec-code-is-sample = 请出示按现行规则赋的码。没有的，请本人重新发送申报，或用证件号和出生日期查找。
err-code-not-ours = 这个码验证不了：没扫全、被改动过，或者不是本平台签发的。
rec-code-not-ours = 请再扫一次。还不行的，不要凭它放行：用证件号和出生日期查找本人，并告诉带班人员。
err-zone-disagrees = 码和证件不是同一个人的。
rec-zone-disagrees = 请本人出示自己的码；不要放行别人的截图。
err-account-malformed = 这样不能创建账号。
rec-account-malformed = 请选择岗位、填写姓名；需要时填写口岸或区划代码。

err-desk-none = 这不是组织的名单。
rec-desk-none = 请在设置里打开“我替他人申报”。

err-desk-no-consent = 还没有登记本人同意，不能发送。
rec-desk-no-consent = 请先登记：谁、以什么方式、何时同意。

err-desk-no-witness = 电话同意需要有人见证。
rec-desk-no-witness = 请填写见证人：不能是本人，也不能是登记的人；或请本人发来消息、签字。

err-desk-no-answer = 这个问题不能这样填。
rec-desk-no-answer = 请与票据核对后再填。没有改动任何人的申报。

err-desk-no-guardian = 未满 18 岁，由监护人同意。
rec-desk-no-guardian = 请选“未成年人的监护人”，并填写监护人的姓名。

err-desk-no-wording = 不知道同意的是什么内容。
rec-desk-no-wording = 请读一遍同意书，再登记一次。

err-desk-no-volunteer = 还没有填写操作人。
rec-desk-no-volunteer = 请在首页填写志愿者姓名。

err-desk-at-work = 另一项工作还在进行。
rec-desk-at-work = 请等它完成，或先暂停。

err-desk-not-common = 这一项不能统一填写。
rec-desk-not-common = 请逐人填写。

err-import-none = 没有正在导入的名单。
rec-import-none = 请重新选择文件。

err-export-failed = 名单没有写成。
rec-export-failed = 请换一个位置再试。

err-kiosk-none = 这台电脑不是自助机。
rec-kiosk-none = 请用自助机的部署文件启动归途。
err-kiosk-not-set-up = 这台自助机还没有工作人员密码。
rec-kiosk-not-set-up = 请工作人员先设定。
err-kiosk-not-kept = 申报没能安全存下。
rec-kiosk-not-kept = 什么都没有发出，填写的内容还在。请重试，或请工作人员来。
err-kiosk-edition-over = 您填写期间，申报表已经更新，旧表不再受理。
rec-kiosk-edition-over = 请按“结束并清除”，然后重新开始，会打开新的申报表。
err-kiosk-set-up = 这台自助机已有工作人员密码。
rec-kiosk-set-up = 请用它打开面板。
err-kiosk-occupied = 这里还开着别人的申报表。
rec-kiosk-occupied = 请先按“结束并清除”。
err-kiosk-staff-needed = 需要工作人员密码。
rec-kiosk-staff-needed = 请重新输入。
err-kiosk-staff-waits = 密码输错次数太多。
rec-kiosk-staff-waits = 请等十分钟，再输入正确的密码。
err-kiosk-staff-key-wrong = 这不是工作人员密码。
rec-kiosk-staff-key-wrong = 请再输入一次。输错五次后，面板会关闭十分钟。
err-kiosk-token-refused = 平台不再认得这块屏幕所属的机构，在这里申报会被拒绝。
rec-kiosk-token-refused = 工作人员：请向平台索取新的登记令牌，写入部署文件，然后重新启动机器。
err-kiosk-nobody-to-help = 现在没有人在这里填写。
rec-kiosk-nobody-to-help = 有人开始填写之后、封存申报之前，才能提出协助。
err-kiosk-helper-unnamed = 这不能作为协助填写人的姓名。
rec-kiosk-helper-unnamed = 请用汉字或字母输入你的姓名。
err-kiosk-set-aside = 这台机器上等待发送的内容曾经损坏。
rec-kiosk-set-aside = 请找工作人员：他们看过之后才能开始。
err-deployment-broken = 这台电脑的部署文件无法读取，或者他人可以修改。
rec-deployment-broken = 请由管理这台电脑的人修正 deployment.json，并让文件和文件夹只有管理员能修改。什么都没有打开。
err-slip-unknown = 这不是凭条的二维码，也不是凭条编码。
rec-slip-unknown = 请把申报凭条的二维码放到扫描器下，或者再核对一遍编码的每个字符。
err-slip-elsewhere = 这张凭条属于另一个平台。
rec-slip-elsewhere = 请用手机扫描，手机会打开正确的页面。
err-print-no-page = 页面没有画出来。
rec-print-no-page = 请重试，或者用手机拍下二维码。
err-printer-none = 没有设置打印机。
rec-printer-none = 请用手机拍下二维码，或者问工作人员。
err-printer-refused = 打印机没有接收这一页。
rec-printer-refused = 请用手机拍下二维码，或者请工作人员检查打印机。
err-printer-stuck = 打印机没有打出这一页，已经取消。
rec-printer-stuck = 请用手机拍下二维码，或者请工作人员检查打印机后重新打印。
err-kiosk-counts = 磁盘写不进今天的数量。
rec-kiosk-counts = 请工作人员检查磁盘。
err-kiosk-spool = 等待发送的内容读不出来。
rec-kiosk-spool = 请重试；如果还是这样，请联系管理这台机器的人。
err-stick-gone = 这个 U 盘已经拔出。
rec-stick-gone = 请插好后重新打开面板。
err-stick-failed = U 盘读不出或写不进。
rec-stick-failed = 请换一个。
err-queue-broken = U 盘上的文件不是密封的申报，或者已损坏。
rec-queue-broken = 请在另一台自助机上重新写入。
err-queue-elsewhere = U 盘上的申报属于另一个平台。
rec-queue-elsewhere = 请在那个平台的机器上读取。
