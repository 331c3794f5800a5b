# 申报规则第一版的文字。问题是 q-<指针>，选项是 o-<指针>-<值>，核对提示是 finding-<编号>。
# 日期传进来时已经写好，地点传进来时已经是名称。

### 页和小节

page-document = 旅行证件
page-about =
    { $who ->
        [child] 孩子
        [person] 当事人
       *[you] 本人
    }
page-journey = 行程
page-stays = 到过的地方
page-contact = 联系方式
page-destination = 目的地
page-companions = 同行人
page-health = 健康状况
page-exposure = 接触史
page-tests = 检测
page-landed = 入境后怎么走
page-consent = 声明
page-plan = 还没有买票
page-again = 再次确认

section-plan = 行程打算
section-who = 给谁填写
section-document = 此行使用的证件
section-name =
    { $who ->
        [child] 孩子的姓名
        [person] 当事人的姓名
       *[you] 姓名
    }
section-person =
    { $who ->
        [child] 孩子的情况
        [person] 当事人的情况
       *[you] 个人情况
    }
section-legs = 每一程
section-entry = 入境口岸
section-onward = 前往浙江
section-stays = 国家或地区，以及日期
section-reach =
    { $who ->
        [child] 怎样联系孩子
        [person] 怎样联系当事人
       *[you] 怎样联系你
    }
section-guarantor = 国内联系人
section-place = 到浙江后住在哪里
section-household = 同住情况
section-companions =
    { $who ->
        [child] 与孩子同行的人
        [person] 与当事人同行的人
       *[you] 与你同行的人
    }
section-minor = 未满 18 岁
section-symptoms =
    { $who ->
        [child] 孩子的症状
        [person] 当事人的症状
       *[you] 症状
    }
section-fever = 体温与用药
section-exposure = 最近 14 天
section-test = 检测与既往感染
section-landed = 去浙江的路上
section-filling = 代填的人
section-consent = 声明

### 旅行证件

q-document-kind = 此行用哪种证件？
    .missing = 请选择证件种类
o-document-kind-passport = 护照
o-document-kind-permit-hm = 港澳居民来往内地通行证
o-document-kind-permit-tw = 台湾居民来往大陆通行证
o-document-kind-residence-hm = 港澳居民居住证
o-document-kind-residence-tw = 台湾居民居住证
o-document-kind-permanent-residence = 外国人永久居留身份证
o-document-kind-travel-to-hm = 往来港澳通行证
o-document-kind-travel-to-tw = 大陆居民往来台湾通行证
o-document-kind-travel-document = 中华人民共和国旅行证
o-document-kind-exit-entry-permit = 出入境通行证
o-document-kind-seafarer = 海员证
o-document-kind-refugee = 难民旅行证件
o-document-kind-stateless = 无国籍人旅行证件
o-document-kind-united-nations = 联合国通行证
o-document-kind-other = 其他证件
q-document-number = 证件号码
    .hint = 照证件填写字母和数字。也可以粘贴证件下方的两三行机读码。
    .missing = 请填写证件号码
    .form = 请照证件填写 5 至 20 位字母和数字，不写别的
q-document-issuer = 签发国家或地区
    .hint = 这是哪个国家或地区的证件。
    .missing = 请选择签发证件的国家或地区
q-document-expires = 有效期至
    .missing = 请填写证件有效期截止日期

### 本人

q-about-nationality = 国籍（地区）
    .hint = 以证件所载为准。
    .missing = 请选择国籍（地区）
q-about-han-name = 中文姓名
    .hint = 中国公民照身份证件填写，其他人可以不填。
    .form = 请只填汉字，至少两个字；较长姓名的各部分用“·”隔开
q-about-surname = 姓（拉丁字母）
    .hint = 与证件一致。证件上只有一个名字的，填在这里。
    .missing = 请照证件填写姓的拼写
    .form = 请照证件用拉丁字母填写姓
q-about-given-names = 名（拉丁字母）
    .hint = 与证件一致，全部填写。
    .form = 请照证件用拉丁字母填写名
q-about-sex = 性别
    .hint = 以证件所载为准。
    .missing = 请选择证件上的性别
o-about-sex-F = 女（F）
o-about-sex-M = 男（M）
o-about-sex-X = X
q-about-born = 出生日期
    .hint = 证件上没有写明月或日的，填 1。
    .missing = 请填写出生日期
q-about-resident-id = 居民身份证号码
    .hint = 共 18 位。没有就不填。
    .form = 请填写身份证上的 18 位号码
q-about-group =
    { $who ->
        [child] 孩子属于哪一类？
        [person] 当事人属于哪一类？
       *[you] 你属于哪一类？
    }
    .missing = 请选择最符合的人员类别
o-about-group-overseas-chinese = 华侨（定居国外的中国公民）
o-about-group-foreign-chinese = 外籍华人
o-about-group-student = 出国留学的中国学生
o-about-group-student-in-zhejiang = 来浙留学生
o-about-group-posted-abroad = 外派、劳务人员
o-about-group-hong-kong-macao-taiwan = 港澳台同胞
o-about-group-seafarer = 船员、机组人员
o-about-group-visitor = 短期出境的中国公民（旅游、探亲、商务）
o-about-group-foreigner = 外国人
o-about-group-other = 其他

### 行程

q-legs = 怎样到中国来？
    .hint = 从出发地到中国境内的最后一站，每一程都按先后填写。
    .missing = 请添加第一程
    .add = 添加一程
    .item = 第 { $number } 程
q-legs-mode = 这一程怎样走？
    .missing = 请选择这一程怎样走
o-legs-mode-flight = 飞机
o-legs-mode-train = 火车
o-legs-mode-ship = 轮船
o-legs-mode-coach = 客车
o-legs-mode-car = 小汽车
o-legs-mode-foot = 步行过关
q-legs-flight = 航班号
    .hint = 实际承运的航班，例如 LH 728。
    .missing = 请填写航班号
    .form = 请填写两位航空公司代码加最多四位数字，例如 LH 728
q-legs-number = 车次或船名
    .hint = 知道就填，例如 Z23 或“新鉴真”。
q-legs-from = 出发地
    .hint = 城市、机场、车站、码头、口岸或三字代码。不在列表里的，填国家或地区再选“陆路或水路”。
    .missing = 请选择出发地
q-legs-to = 到达地
    .missing = 请选择到达地
q-legs-departs-on = 出发日期
    .missing = 请填写出发日期
    .hint = 当地日期，有票的以票面为准。
q-legs-departs-at = 出发时间
    .hint = 24 小时制，例如 17:50。
    .missing = 请填写当地出发时间
q-legs-arrives-on = 到达日期
    .missing = 请填写到达日期
    .hint = 当地日期。路上过夜的，常常第二天到。
q-legs-arrives-at = 到达时间
    .hint = 24 小时制，例如 17:50。
    .missing = 请填写当地到达时间
q-legs-seat = 座位号
    .hint = 值机前可以不填。抱着坐的婴儿填大人的座位；机组人员填“机组”。
    .form = 请填写排号和字母，例如 31A；机组人员填“机组”
q-entry-port = 第一入境点（口岸）
    .hint = 在哪个口岸办理入境手续，知道就填。
q-onward-mode = 入境后怎样到目的地县（市、区）？
    .hint = 还没有定的，选“还没有安排”，以后再更正。
    .missing = 请选择怎样到目的地
o-onward-mode-group-bus = 由省工作组统一转运
o-onward-mode-county-car = 由目的地县（市、区）派车接
o-onward-mode-family = 家人或单位接送
o-onward-mode-train = 火车
o-onward-mode-coach = 客车
o-onward-mode-flight = 另乘航班
o-onward-mode-own-vehicle = 自己的车
o-onward-mode-not-arranged = 还没有安排
q-onward-now = 现在怎样到目的地县（市、区）？
    .hint = “行程”里选的是“还没有安排”。
o-onward-now-group-bus = 由省工作组统一转运
o-onward-now-county-car = 由目的地县（市、区）派车接
o-onward-now-family = 家人或单位接送
o-onward-now-train = 火车
o-onward-now-coach = 客车
o-onward-now-flight = 另乘航班
o-onward-now-own-vehicle = 自己的车
o-onward-now-not-arranged = 还没有安排
q-onward-number = 车次、班次或航班号
    .hint = 已经有票的填。
q-onward-date = 前往目的地的日期
    .hint = 知道就填。
q-onward-met-by = 来接的人
    .hint = 知道就填。
    .form = 请填写姓名，汉字或字母都可以
q-onward-met-phone = 来接的人的电话
q-onward-plate = 车牌号
q-plan-decision = 怎样决定的？
o-plan-decision-come = 来浙江
o-plan-decision-stay = 暂不来浙江
q-plan-about-on = 大约什么时候？
    .missing = 请填写大约的日子
    .hint = 大概的日子就可以，以后可以改。
q-plan-help = 需要什么帮助？
    .hint = 不需要就不选。目的地县（市、区）会看到。
o-plan-help-ticket = 找不到来的办法
o-plan-help-money = 路费或生活费
o-plan-help-medicine = 药品或就医
o-plan-help-school = 上学或住宿
o-plan-help-papers = 护照、签证等证件
o-plan-help-other = 其他
q-plan-note = 是什么？

q-onward-luggage = 大件行李超过两件吗？
    .hint = 好安排大小合适的车。
q-onward-needs = 接待时要准备什么？
    .hint = 没有就不选。
o-onward-needs-carer = 需要人照料
o-onward-needs-wheelchair = 轮椅
o-onward-needs-infant = 带婴儿
o-onward-needs-dialysis = 血液透析
o-onward-needs-text-only = 听力或语言障碍，请用文字联系

### 到过的地方

q-stays =
    { $who ->
        [child] 孩子入境前 14 天到过哪些地方？
        [person] 当事人入境前 14 天到过哪些地方？
       *[you] 入境前 14 天到过哪些地方？
    }
    .missing = 请从入境前 14 天所在的地方开始填写
    .add = 添加停留地
    .item = 停留地 { $number }
    .hint = 一直在一个地方的，只选那里就行。去过几个地方的，按先后填写。途中一天之内的换乘不用填。
q-stays-country = 国家或地区
    .missing = 请选择国家或地区
q-stays-region = 省、州或城市
q-stays-since = 从
    .missing = 请填写到达那里的日期
    .hint = 第一个停留地可以不填：早就在那里的，不用写 14 天以前的日期。
q-stays-until = 到
    .missing = 请填写离开那里的日期
    .hint = 最后一个停留地可以不填：一直住到出发。

### 联系方式

q-contact-mobile-abroad = 境外手机号
    .hint = 以“+”和国家代码开头，例如 +39 347 123 4567。
    .missing = 请填写现在使用的手机号；没有手机的，填写能转告的人的号码
q-contact-phone-of = 这是谁的号码
    .hint = 没有自己的手机的，填写能转告的人的号码，例如亲属、邻居、商会；座机也可以。
o-contact-phone-of-own =
    { $who ->
        [child] 孩子自己的
        [person] 当事人自己的
       *[you] 我自己的
    }
o-contact-phone-of-relative = 亲属
o-contact-phone-of-friend = 朋友或邻居
o-contact-phone-of-chamber = 商会或侨团
o-contact-phone-of-employer = 单位或学校
o-contact-phone-of-carer = 护理人员或养老院
q-contact-phone-name = 接电话的人
    .missing = 请填写能转告的人或机构的名称
q-contact-mobile-china = 境内手机号
    .hint = 有就填写，可以不写 +86。
q-contact-email = 电子邮箱
q-contact-wechat = 微信号
q-contact-residence = 常住国家或地区
    .hint = 现在平时住在哪里。
    .missing = 请选择常住国家或地区
q-contact-residence-city = 常住城市
q-contact-language = 打电话时用哪种语言？
o-contact-language-zh = 中文
o-contact-language-en = 英语
o-contact-language-it = 意大利语
o-contact-language-es = 西班牙语
o-contact-language-fr = 法语
o-contact-language-de = 德语
o-contact-language-pt = 葡萄牙语
o-contact-language-ru = 俄语
o-contact-language-ja = 日语
o-contact-language-ko = 韩语
o-contact-language-vi = 越南语
o-contact-language-th = 泰语
o-contact-language-ar = 阿拉伯语
o-contact-language-other = 其他语言
q-contact-guarantor-name = 国内联系人姓名
    .missing = 请填写联系人姓名
    .form = 请填写姓名，汉字或字母都可以
    .hint = 在国内、知道这次行程、打得通电话的人，最好在浙江，也可以是单位或学校。
q-contact-guarantor-relation =
    { $who ->
        [child] 他（她）是孩子的
        [person] 他（她）是当事人的
       *[you] 他（她）是你的
    }
    .missing = 请选择与联系人的关系
o-contact-guarantor-relation-spouse = 配偶
o-contact-guarantor-relation-parent = 父母
o-contact-guarantor-relation-child = 子女
o-contact-guarantor-relation-grandparent = 祖父母、外祖父母
o-contact-guarantor-relation-relative = 其他亲属
o-contact-guarantor-relation-guardian = 监护人
o-contact-guarantor-relation-friend = 朋友
o-contact-guarantor-relation-employer = 工作单位
o-contact-guarantor-relation-school = 学校
o-contact-guarantor-relation-other = 其他
q-contact-guarantor-phone = 联系人电话
    .hint = 境内号码，例如 +86 138 0571 2345。
    .missing = 请填写联系人电话
q-contact-guarantor-county = 联系人所在县（市、区）
    .hint = 联系人不在浙江的，可以不填。

### 目的地

q-destination-city = 浙江的哪个市？
    .missing = 请选择设区市
q-destination-county = 县（市、区）
    .missing = 请选择县（市、区）
q-destination-township = 乡镇或街道
    .missing = 请选择乡镇或街道
q-destination-address = 详细地址
    .hint = 写到门牌号：路、号、幢、单元、室。
    .missing = 请填写要住的地址
q-destination-household = 那里住着谁？
    .missing = 请选择同住情况
o-destination-household-alone = 没有别人
o-destination-household-family = 家人
o-destination-household-others = 其他人
q-destination-own-room = 能单独住一间吗？
q-destination-office-told = 社区或村里知道这次行程吗？
    .hint = 还没告诉的话，可以请国内联系人转告。不影响申报。

### 同行人

q-companions =
    { $who ->
        [child] 谁和孩子同行？
        [person] 谁和当事人同行？
       *[you] 谁和你同行？
    }
    .hint = 一路同行的家人和其他人。没有就不填。
    .add = 添加同行人
    .item = 同行人 { $number }
q-companions-name = 姓名
    .hint = 与证件一致。
    .missing = 请填写同行人姓名
    .form = 请填写姓名，汉字或字母都可以
q-companions-relation =
    { $who ->
        [child] 他（她）是孩子的
        [person] 他（她）是当事人的
       *[you] 他（她）是你的
    }
    .missing = 请选择与同行人的关系
o-companions-relation-spouse = 配偶
o-companions-relation-parent = 父母
o-companions-relation-child = 子女
o-companions-relation-grandparent = 祖父母、外祖父母
o-companions-relation-relative = 其他亲属
o-companions-relation-guardian = 监护人
o-companions-relation-friend = 朋友
o-companions-relation-colleague = 同事
o-companions-relation-other = 其他
q-companions-born = 出生日期
    .missing = 请填写同行人的出生日期
q-companions-document-number = 证件号码
    .form = 请照证件填写 5 至 20 位字母和数字，不写别的
q-companions-declares = 由谁给他（她）申报？
    .hint = 每人都要单独申报，孩子也一样。
    .missing = 请选择由谁申报
o-companions-declares-self = 他（她）自己申报，或者已经申报
o-companions-declares-separately = 我另外替他（她）申报
q-minor-escort =
    { $who ->
        [child] 孩子和谁同行？
        [person] 和谁同行？
       *[you] 和谁同行？
    }
    .missing = 请选择和谁同行
o-minor-escort-adult = 和成年人同行
o-minor-escort-airline = 使用航空公司的无成人陪伴服务
o-minor-escort-alone = 独自出行
q-minor-handed-over-by = 送机人
    .missing = 请填写送机人的姓名
    .form = 请填写姓名，汉字或字母都可以
q-minor-handed-over-phone = 送机人的电话
    .missing = 请填写送机人的电话
q-minor-met-by = 在中国来接的人
    .missing = 请填写来接的人的姓名
    .form = 请填写姓名，汉字或字母都可以
q-minor-met-phone = 来接的人的电话
    .missing = 请填写来接的人的电话

### 健康状况

q-health-symptoms =
    { $who ->
        [child] 孩子最近 14 天有过下列症状吗？
        [person] 当事人最近 14 天有过下列症状吗？
       *[you] 最近 14 天有过下列症状吗？
    }
    .hint = 有过的都选上，已经消失的也算。多年的老毛病没有加重的不算，例如哮喘、偏头痛、花粉过敏。
    .missing = 请选择有过的症状，或者选“都没有”
o-health-symptoms-fever = 发热
o-health-symptoms-fatigue = 乏力
o-health-symptoms-dry-cough = 干咳
o-health-symptoms-sputum = 咳痰
o-health-symptoms-headache = 头痛
o-health-symptoms-sore-throat = 咽痛
o-health-symptoms-short-breath = 气促
o-health-symptoms-laboured-breathing = 呼吸困难
o-health-symptoms-chest-tightness = 胸闷
o-health-symptoms-red-eyes = 眼结膜充血
o-health-symptoms-diarrhoea = 腹泻
o-health-symptoms-other = 其他
o-health-symptoms-none = 都没有
q-health-other-symptom = 其他什么症状？
    .missing = 请写明其他症状
q-health-symptoms-when =
    { $who ->
        [child] 孩子的症状是什么时候的？
        [person] 当事人的症状是什么时候的？
       *[you] 什么时候的症状？
    }
    .missing = 请选择症状是现在还是以前
o-health-symptoms-when-now = 现在，或最近 72 小时内
o-health-symptoms-when-earlier = 更早，症状消失已超过 72 小时
q-health-symptoms-since = 从哪一天开始的？
    .hint =
        { $who ->
            [child] 第一次发现不适的那一天。
            [person] 第一次发现不适的那一天。
           *[you] 第一次觉得不适的那一天。
        }
    .missing = 请填写开始的日期
q-health-temperature =
    { $who ->
        [child] 孩子今天的体温（℃）
        [person] 当事人今天的体温（℃）
       *[you] 今天的体温（℃）
    }
    .hint = 能量就填，例如 36.6。
    .range = 请填写 { $min } 至 { $max } 之间的摄氏度。华氏 99.5 ℉ 就是 37.5 ℃
q-health-fever-medicine =
    { $who ->
        [child] 最近 72 小时给孩子吃过退烧药、感冒药、止咳药吗？
        [person] 当事人最近 72 小时吃过退烧药、感冒药、止咳药吗？
       *[you] 最近 72 小时吃过退烧药、感冒药、止咳药吗？
    }
    .missing = 请选择“是”或“否”

### 接触史

q-exposure-case-contact =
    { $who ->
        [child] 孩子接触过确诊病例、疑似病例或无症状感染者吗？
        [person] 当事人接触过确诊病例、疑似病例或无症状感染者吗？
       *[you] 接触过确诊病例、疑似病例或无症状感染者吗？
    }
    .hint = 最近 14 天，就你所知。工作中全程做好防护的不算。
    .missing = 请选择“是”或“否”
q-exposure-case-contact-on = 最后一次接触是哪一天？
    .hint = 记不清的，填最接近的一天。
    .missing = 请填写最后一次接触感染者的日期
q-exposure-fever-contact =
    { $who ->
        [child] 孩子接触过发热或有呼吸道症状的人吗？
        [person] 当事人接触过发热或有呼吸道症状的人吗？
       *[you] 接触过发热或有呼吸道症状的人吗？
    }
    .hint = 最近 14 天。
    .missing = 请选择“是”或“否”
q-exposure-fever-contact-on = 最后一次接触是哪一天？
    .hint = 记不清的，填最接近的一天。
    .missing = 请填写最后一次接触发热病人的日期
q-exposure-cluster =
    { $who ->
        [child] 孩子的家里、托儿所或班里有 2 人及以上发热或有呼吸道症状吗？
        [person] 当事人的家里、办公室或班里有 2 人及以上发热或有呼吸道症状吗？
       *[you] 家里、办公室或班里有 2 人及以上发热或有呼吸道症状吗？
    }
    .hint = 最近 14 天，指天天在一起的一小群人，不指整个单位或学校。
    .missing = 请选择“是”或“否”
q-exposure-cluster-on = 最后一人是哪一天发病的？
    .hint = 记不清的，填最接近的一天。
    .missing = 请填写最后一人发病的日期

### 检测

q-health-history =
    { $who ->
        [child] 孩子最近做过检测，或以前感染过新冠吗？
        [person] 当事人最近做过检测，或以前感染过新冠吗？
       *[you] 最近做过检测，或以前感染过新冠吗？
    }
    .hint = 最近 14 天的检测，为这次行程做的也算。核酸或抗原阳性的，“感染过”也要选上。
    .missing = 请选择有过的情况，或者选“都没有”
o-health-history-tested =
    { $who ->
        [child] 孩子做过检测
        [person] 当事人做过检测
       *[you] 做过检测
    }
o-health-history-infected =
    { $who ->
        [child] 孩子感染过新冠
        [person] 当事人感染过新冠
       *[you] 感染过新冠
    }
o-health-history-none = 都没有
q-health-infected-on =
    { $who ->
        [child] 孩子哪一天发病或首次检测阳性？
        [person] 当事人哪一天发病或首次检测阳性？
       *[you] 哪一天发病或首次检测阳性？
    }
    .hint = 记不清的，填最接近的一天。
    .missing = 请填写发病或首次检测阳性的日期
q-health-recovered =
    { $who ->
        [child] 孩子已经康复了吗？
        [person] 当事人已经康复了吗？
       *[you] 已经康复了吗？
    }
    .hint = 后遗症不算，问的是感染本身有没有过去。
    .missing = 请选择“是”或“否”
q-tests =
    { $who ->
        [child] 孩子的检测记录
        [person] 当事人的检测记录
       *[you] 检测记录
    }
    .hint = 每次检测都填，最近一次放在最后。申报以后又做过的，请补上。
    .missing = 请填写检测
    .add = 添加一次检测
    .item = 第 { $number } 次检测
q-tests-kind = 检测种类
    .missing = 请选择检测种类
o-tests-kind-pcr = 核酸检测（鼻、咽拭子）
o-tests-kind-antigen = 抗原检测
o-tests-kind-antibody = 血清抗体检测
q-tests-result = 检测结果
    .missing = 请选择结果
o-tests-result-positive = 阳性
o-tests-result-negative = 阴性
q-tests-taken-on = 采样日期
    .missing = 请填写采样日期
q-tests-taken-at = 采样时间
q-tests-institution = 检测机构

### 声明

q-filling-by = 你给谁填写？
    .hint = 给孩子、家里老人或托你办的人填，选“给别人”。后面问的都是他（她）的情况。
    .missing = 请选择给谁填写
o-filling-by-self = 给我自己
o-filling-by-helper = 给别人
q-filling-helper-name = 代填人（你自己）的姓名
    .missing = 请填写你自己的姓名
    .form = 请填写姓名，汉字或字母都可以
q-filling-organisation = 你的单位或组织
    .hint = 你所服务的商会、使领馆或团体。替家人填的，可以不填。
q-filling-mandate =
    { $who ->
        [child] 代孩子填写是怎样取得同意的？
       *[you] 当事人怎样同意的？
    }
    .missing =
        { $who ->
            [child] 请选择怎样取得同意
           *[you] 请选择当事人怎样同意
        }
o-filling-mandate-beside =
    { $who ->
        [child] 孩子就在旁边
       *[you] 当事人就在旁边
    }
o-filling-mandate-phone = 通过电话或消息
o-filling-mandate-written = 书面同意
o-filling-mandate-guardian =
    { $who ->
        [child] 我是孩子的父母或监护人
       *[you] 我是当事人的父母或监护人
    }
q-filling-guardian = 同意代填的父母或监护人
    .hint = 未满 14 岁，须由父母或其他监护人同意。
    .missing = 请填写同意代填的父母或监护人的姓名
    .form = 请填写姓名，汉字或字母都可以
q-consent-truth = 以上所填真实、完整。如有隐瞒或虚假填报，愿承担法律责任。
    .missing = 请读完声明，属实就打勾
q-consent-processing = 我同意：浙江省疫情防控机构负责处理这些信息，只用于疫情防控，不作他用。入境口岸工作人员、目的地县（市、区）联络员、疾控人员、热线人员和省级平台工作人员只读各自需要的部分，每个问题都写明由谁查看。信息从填写时所在的国家或地区传到中国境内。保存天数以每个问题所写为准，从入境之日或打算入境之日算起，不入境的从发送之日算起，期满删除。未满 14 岁的，由父母或其他监护人同意。
    .missing = 请读完声明，同意就打勾

### 通用提示

finding-required = 请回答这个问题
finding-wrong-type = 请重新填写
finding-too-long = 请缩短到 { $limit } 个字以内
finding-too-many = 最多保留 { $limit } 项
finding-too-few = 至少填写 { $limit } 项
finding-not-a-date = 请分三栏填写存在的日期：年（四位数字）、月、日
finding-not-a-time = 请填写 00:00 至 23:59 之间的时间；24:00 请填第二天的 00:00
finding-not-a-number = 请填写数字
finding-out-of-range = 请填写 { $min } 至 { $max } 之间的数字
finding-not-in-list = 这里还没有选定，请从列表中选择
finding-not-in-that-place = { $place }不在{ $within }，请从列表中重新选择
finding-not-a-phone = 请填写完整号码，以“+”和号码所在国家或地区的代码开头，例如 { $codes }
finding-no-area-code = 请在号码前加上区号，例如杭州 0571、金华和义乌 0579
finding-two-numbers = 这里只填一个号码，另一个可以填在别的号码栏里
finding-letter-in-number = “{ $character }”是字母，请改成数字
finding-mobile-digits = 请核对：中国手机号码有 11 位数字，这里有 { $digits } 位
finding-not-an-email = 请填写电子邮箱，例如 name@example.org
finding-bad-check-digit = 号码有误，请对照证件逐位核对
finding-names-nobody = 请只填这个人的姓名：不写电话，也不写“妈妈”“本人”“无”这样的词
finding-wrong-form = 请照证件或票面填写
finding-looks-like-another = 第 { $place } 个字符“{ $character }”只是看起来像拉丁字母。请换成英文键盘重新输入
finding-said-before = 上次申报的是：{ $before }。日期 { $since } 仍在计算的范围内：这里要保留，症状已消失的也一样。填错了的，请改用更正，不要用再次确认
finding-retracted = 上次申报的是：{ $before }。日期 { $since } 仍在计算的范围内。当时填错了才去掉，工作人员仍能看到曾经这样申报过；情况已经过去的，请保留
finding-exclusive = “都没有”和具体情况只能选一样

### 提示：旅行证件

finding-document-expired = 请核对有效期，证件已于 { $expired } 到期。已按规定延期的，请随身带好证明
finding-document-expires-before-arrival = 证件 { $expires } 到期，早于入境日期 { $arrives }。请先换证；已按规定延期的，请随身带好证明
finding-document-expires-soon = 证件 { $expires } 到期，入境后不足六个月，请确认签证是否允许
finding-document-valid-too-long = 请核对有效期。护照很少超过十年，这里填的是 { $expires }
finding-child-document-valid-too-long = 请核对有效期。未满 16 岁的中国护照有效期五年，这里填的是 { $expires }
finding-chinese-passport-number = 请核对护照号码。中国护照是一位字母加八位数字，或两位字母加七位数字
finding-document-number-named = 请核对号码的开头：证件号码里没有这几个字母、它们只是“号码”的意思的，请去掉
finding-passport-number-long = 请核对号码：护照号码最多九位

### 提示：本人

finding-born-in-future = 这一天还没到，请填写出生日期
finding-born-too-long-ago = 请核对出生年份，照此计算已有 { $age } 岁
finding-chinese-without-han-name = 请填写中文姓名；证件上没有中文姓名的可以不填
finding-chinese-without-given-names = 请填写名的拼写；护照上只有一个名字的可以不填
finding-one-name-only = 请填写名的拼写；证件上只有一个名字的可以不填
finding-surname-holds-both = 请去掉斜线或逗号：名有自己的一栏；第二个姓写在第一个姓后面，中间空一格
finding-given-names-have-slash = 请去掉斜线或逗号：几个名之间空一格
finding-name-with-ordinal = 请照护照下方两行机读码写全，例如 Mª 写成 MARIA
finding-surname-with-tones = 请去掉拼音声调，照护照下方两行机读码填写，例如 ǚ 写成 YU
finding-given-names-with-tones = 请去掉拼音声调，照护照下方两行机读码填写，例如 ǚ 写成 YU
finding-name-is-none = 请照证件填写姓名。证件上只有一个名字的，填在“姓”里，“名”留空
finding-han-name-dot = 间隔号“·”用在名字的两部分之间。缺的部分请补上，没有缺就去掉间隔号
finding-name-may-be-none = 证件上的姓名确实是这样吗？证件上只有一个名字的，填在“姓”里，“名”留空
finding-han-name-with-title = 请核对中文姓名：只填姓名，不带“先生”“女士”或性别
finding-names-the-same = 姓和名填得一样，请核对
finding-resident-id-born = 请核对：身份证号码里的生日是 { $in_id }，出生日期填的是 { $born }。证件上一个按农历的，照证件填写即可
finding-resident-id-sex = 请核对：身份证号码与所填性别不符。证件确实不同的，照旅行证件填写即可
finding-chinese-not-overseas = 华侨指定居国外的中国公民；外国籍请选“外籍华人”或“外国人”。现在的国籍是{ $nationality }
finding-group-of-another-nationality = 请核对人员类别和国籍：这两项很少同时出现。现在的国籍是{ $nationality }
finding-document-of-another-nationality = 请核对证件种类和国籍：这两项很少同时出现。现在的国籍是{ $nationality }

### 提示：行程

finding-leg-same-place = 请核对：这一程从{ $place }出发，又到{ $place }
finding-leg-gap = 请核对：前一程到{ $arrived }，这一程从{ $leaves }出发。中间还有一程的，请补上。次序填反了的，点“移到前面”
finding-leg-arrives-before-it-leaves = 请核对从{ $leaves }出发这一程的当地时间，照此计算到达{ $place }时还没出发
finding-leg-arrives-days-before = 请核对日期和当地时间：到达{ $place }比从{ $leaves }出发早得多。是不是第二天到？
finding-leg-too-long = 请核对 { $flight } 的日期，从起飞到落地超过 24 小时。中途经停的，不用改
finding-leg-takes-days = 请核对这一程的日期：{ $leaves } 出发，{ $arrives } 才到达
finding-leg-place-unfit = 请核对怎样走和到达地：{ $place }
finding-entry-port-unfit = 请核对第一入境点：乘所选的交通工具不经过{ $place }
finding-leg-overlap = 请核对从{ $place }出发的时间，这时前一程还没到{ $earlier }。次序填反了的，点“移到前面”
finding-leg-leaves-hours-before = 请核对日期和当地时间：从{ $place }出发时，前一程要很久以后才到{ $earlier }。次序填反了的，点“移到前面”
finding-leg-crosses-the-sea = 请核对两个地点和怎样走：从{ $leaves }到{ $reaches }没有陆路相通
finding-leg-connection-short = 在{ $place }换乘不足 45 分钟，请核对时间
finding-leg-leaves-china = 请核对：这一程离开中国，去{ $place }。只填这一次来浙江的行程，到中国境内的最后一站为止
finding-journey-starts-in-china = 请核对第一程：{ $place }在中国境内。从离开境外的那一程填起就可以
finding-journey-never-enters = 缺少入境中国的那一程。{ $place }在中国一侧，请改选过境之前的地点
finding-journey-ends-outside-china = 最后一程到{ $place }，请补上到中国的那一程
finding-journey-far-ahead = { $departs } 才出发。现在可以先填好，出发前 { $days } 天内再发送，健康情况才是最新的
finding-journey-long-past = 请核对日期。{ $arrived } 已经入境，入境后 { $days } 天内可以申报
finding-plan-in-past = 这一天已经过去，请填写打算大约哪天来
finding-plan-far-ahead = 请核对年份：打算一年以内来的，才能在这里发送
finding-onward-before-arrival = 请核对日期，{ $arrives } 才入境
finding-onward-long-after-arrival = 请核对日期，比入境日期 { $arrives } 晚了 30 天以上
finding-onward-train-number = 请核对车次，一般像 G7311 这样
finding-onward-now-train-number = 请核对车次，一般像 G7311 这样
finding-onward-flight-number = 请核对航班号，一般像 CA 1702 这样
finding-onward-now-flight-number = 请核对航班号，一般像 CA 1702 这样

### 提示：到过的地方

finding-stay-ends-before-it-begins = 请核对在{ $country }的日期，离开早于到达
finding-stay-overlap = 请核对日期，在{ $earlier }停留到 { $until }，两段相差两天以上
finding-stay-out-of-order = 请按先后填写，最早到的地方放在最前面。次序填反了的，点“移到前面”
finding-stay-gap = { $until } 离开{ $earlier }之后到 { $since } 之前在哪里？在别处停留过的请补上：有几天没写明在哪里，健康码就不会是绿色
finding-stays-begin-late = { $window } 起（入境前 { $days } 天）在哪里？一直在第一个停留地的，把开始日期留空；在别处的，请补上：有几天没写明在哪里，健康码就不会是绿色
finding-stays-end-early = 请补上到 { $departs } 出发那天为止在哪里；一直住到出发的，把最后的日期留空
finding-stay-after-journey = 请核对离开{ $country }的日期，{ $arrives } 已经入境
finding-departure-from-risk-without-stay = 行程从{ $place }开始，{ $country }会影响颜色。前一天之内刚到那里的，请补上之前的一程，那样就不算在内
finding-journey-begins-elsewhere = 行程从{ $country }开始，停留里没有这里，也没有邻近的地方。在这里停留过的，请补上
finding-long-transit-not-among-stays = { $arrives } 起在{ $country }停留两天以上，请补上这段停留

### 提示：联系方式

finding-mobile-china-not-chinese = 请核对：这不是境内号码。在境内能打通的话，不用改
finding-mobile-abroad-unknown = 请逐位核对：没有查到这一号段。如果没有填错，不用改
finding-mobile-abroad-chinese = 这是境内号码。如果另有境外号码，请填在这里
finding-mobile-abroad-of-another-country = 请核对号码，它属于{ $country }，而到过的地方里没有那里。没有填错的，不用改
finding-guarantor-phone-not-chinese = 请核对：这不是境内号码。联系人有境内号码的，请填那一个
finding-guarantor-phone-is-your-own = 请核对：联系人的号码和“境内手机号”一样
finding-guarantor-phone-is-yours-abroad = 请核对：联系人的号码和“境外手机号”一样
finding-met-by-your-own-phone = 请核对：来接的人的号码和“境内手机号”一样
finding-met-by-your-phone-abroad = 请核对：来接的人的号码和“境外手机号”一样
finding-handed-over-and-met-by-one-phone = 请核对：送机人和来接的人用同一个号码
finding-guarantor-is-yourself = 联系人的姓名和前面填的中文姓名一样。如不是同名同姓，请填写另外的联系人
finding-contact-older-than-likely =
    { $who ->
        [person] 请核对：当事人 { $age } 岁，联系人是当事人的什么人？填的人的父母，可能是当事人的子女
       *[you] 请核对：你 { $age } 岁，联系人是你的什么人？
    }
finding-minor-guarantor = 请核对：未满 18 岁，一般由父母、其他监护人、亲属或学校做联系人

### 提示：目的地

finding-child-lives-alone = 请核对：未满 16 岁，一般有大人同住
finding-address-is-quarantine-hotel = 请填写观察结束后要住的地址，不要填隔离酒店
finding-address-mentions-quarantine = 请核对：这里填观察结束后要住的地址，不填隔离酒店
finding-address-is-none = 请填写地址。在浙江没有住处的，填联系人的地址
finding-address-is-nowhere = 请填写头几天住在哪里：谁家、哪家旅馆或救助站。没有人接纳的，出发前请先联系县（市、区）
finding-address-is-unsure = 请填写最有把握的地址，发送之后还可以更正
finding-address-without-number = 有门牌号、幢号或室号的，请补上
finding-address-elsewhere = 这个地址开头是别的省市。请填写在{ $county }的地址

### 提示：同行人

finding-companion-born-in-future = 请核对{ $name }的出生日期，这一天还没到
finding-companion-has-your-document = 请核对{ $name }的证件号码，它和前面填的证件号码一样
finding-companion-number-named = 请核对{ $name }的证件号码开头：证件号码里没有这几个字母、它们只是“号码”的意思的，请去掉
finding-companion-twice = 请核对{ $name }的证件号码，另一位同行人也是这个号码
finding-companion-parent-too-young = 请核对{ $name }的出生日期，父母应比子女年长
finding-companion-child-too-old = 请核对{ $name }的出生日期，子女应比父母年幼
finding-companion-child-declares-alone = { $name }未满 14 岁，一般由父母或监护人申报
finding-child-without-adult = 请添加同行的成年人
finding-child-travels-alone = 未满 14 岁：有同行成年人的，请选“和成年人同行”；乘无成人陪伴服务的，请选那一项，再填送机人和接机人。确实独自出行的，不用改

### 提示：健康状况

finding-fever-not-among-symptoms = 请核对：体温到 37.3 ℃ 就算发热，症状中还没有选“发热”
finding-temperature-low = 请核对体温，低于 35 ℃ 多半没有量准
finding-medicine-without-symptoms = 最近 72 小时吃过退烧药、感冒药、止咳药，请确认确实没有症状
finding-medicine-with-earlier-symptoms = 最近 72 小时吃过退烧药、感冒药、止咳药。请核对：不吃药时，症状也消失超过 72 小时了吗？
finding-symptoms-in-future = 这一天还没到，请填写开始的日期
finding-symptoms-of-long-ago = 请核对：这里只问 { $since } 以来的症状。早就没有了的，请不要选；这些天里还有过的，不用改
finding-symptoms-now-of-long-ago = 请核对日期 { $since }。日期没错的：没有加重的老毛病、怀孕引起的不适，不算在这里
finding-symptoms-are-recent = 症状开始还不到 72 小时，不会消失已满 72 小时。请选“现在，或最近 72 小时内”，或者核对日期
finding-fever-is-now = 请核对：今天的体温到了 37.3 ℃，而症状选的是“更早，症状消失已超过 72 小时”
finding-other-symptom-is-none = 没有其他症状的，请去掉“其他”；什么症状都没有的，请选“都没有”
finding-other-symptom-is-no-illness = 请核对：怀孕、痛经、时差、晕车晕机引起的不适不算在这里。没有别的症状的，请去掉“其他”，或选“都没有”
finding-case-contact-in-future = 这一天还没到，请填写最后一次接触的日期
finding-fever-contact-in-future = 这一天还没到，请填写最后一次接触的日期
finding-cluster-in-future = 这一天还没到，请填写最后一人发病的日期
finding-case-contact-too-early = 这里只问 { $since } 以来的情况。如果更早，请选“否”；否则请改正日期
finding-fever-contact-too-early = 这里只问 { $since } 以来的情况。如果更早，请选“否”；否则请改正日期
finding-cluster-too-early = 这里问的是 { $since } 以来的情况。到那时都已痊愈的，请选“否”；还有人没好的，不用改
finding-positive-test-is-an-infection = { $taken } 的阳性结果通常说明曾经感染。确实感染过的，请在上面勾选“感染过”；后来查明没有感染的，不用改
finding-infection-is-recent = 感染还不到 { $days } 天，仍会影响颜色。日期不对请改正
finding-infection-in-future = 这一天还没到，请填写发病的日期
finding-listed-flight-without-seat = { $flight } 上有感染者，请填写座位：只有邻近座位的人和机组受影响

### 提示：检测

finding-test-in-future = 这一天还没到，请填写采样日期
finding-test-too-old = 到 { $departs } 出发时，这次检测已过 { $days } 天，可能被要求提供更新的结果
finding-antibodies-are-no-infection = 接种疫苗后也会有抗体，不等于感染。没有其他阳性结果的，请不要选“感染过”
finding-test-shows-antibodies = 抗体检测看不出现在是否感染。有核酸或抗原结果的，请填那一次

### 提示：声明

finding-helper-is-traveller = 请核对：代填人和当事人同名。给自己填的，请在第一页改选“给我自己”
finding-child-fills-in-alone = 未满 14 岁由父母或其他监护人填写：请在第一页选“给别人”
finding-guardian-of-an-adult = 当事人已经成年，请核对怎样同意的
finding-truth-not-confirmed = 内容属实就请打勾，不打勾不能发送
finding-processing-not-agreed = 同意就请打勾，不打勾不能发送

### 健康码为什么是这个颜色

reason-symptoms = 现在或最近 72 小时内有症状或发热。
    .call-first = 请先拨打热线，再决定是否出发。入境时请先出示此码，并听从医务人员安排。
    .landed = 请现在就告诉现场工作人员身体不适，出示此码，听从医护人员安排。身边没有工作人员的，请拨打热线。
    .by-time = 时间：症状全部消失满 72 小时后，请重新申报，届时按此前的症状计。
    .by-officer = 工作人员：登记医学观察结束以后。
reason-past-symptoms = 此前有过症状，现已消失。
    .by-time = 时间：症状消失超过 14 天后，请重新申报。
    .by-officer = 工作人员：登记医学观察结束以后。
reason-positive-test = 核酸或抗原检测阳性，或者感染后尚未康复。
    .call-first = 请先拨打热线，再决定是否出发。入境时请先出示此码，并听从医务人员安排。
    .landed = 请现在就告诉现场工作人员，出示此码，听从医护人员安排。身边没有工作人员的，请拨打热线。
    .by-time = 时间：已经康复，且发病或首次阳性超过 14 天后，请重新申报。
    .by-test = 检测：工作人员登记之后所做的核酸检测为阴性。
    .by-officer = 工作人员：登记医学观察结束以后。
reason-recent-infection = 感染新冠（发病或首次阳性）还不到 14 天。
    .call-first = 请先拨打热线，再决定是否出发。入境时请先出示此码，并听从医务人员安排。
    .landed = 请现在就告诉现场工作人员，出示此码，听从医护人员安排。身边没有工作人员的，请拨打热线。
    .by-time = 时间：发病或首次阳性超过 14 天后，请重新申报。
    .by-test = 检测：工作人员登记之后所做的核酸检测为阴性。
    .by-officer = 工作人员：登记医学观察结束以后。
reason-close-contact = 接触过确诊病例、疑似病例或无症状感染者。
    .call-first = 请先拨打热线，再决定是否出发。入境时请先出示此码，并听从医务人员安排。
    .landed = 请现在就告诉现场工作人员，出示此码，听从医护人员安排。身边没有工作人员的，请拨打热线。
    .by-time = 时间：接触过去超过 14 天后，请重新申报。
    .by-officer = 工作人员：登记医学观察结束以后。
reason-risk-flight = 航班上的座位邻近感染者。
    .by-time = 时间：工作人员登记入境后满 14 天，会自动重新赋码，不用重新申报。
    .by-officer = 工作人员：登记医学观察结束以后。
reason-elevated-flight = 乘坐的航班被列为较高风险。
    .by-time = 时间：工作人员登记入境后满 14 天，会自动重新赋码，不用重新申报。
    .by-officer = 工作人员：登记医学观察结束以后。
reason-flight-seat-unknown = 乘坐的航班上有感染者，还不知道座位。
    .next = 拿到座位号后请尽快补填：只有邻近座位的人和机组受影响。
    .by-time = 时间：工作人员登记入境后满 14 天，会自动重新赋码，不用重新申报。
    .by-officer = 工作人员：登记医学观察结束以后。
reason-days-unknown = 最近 14 天或入境前 14 天里有几天没有写明在哪里。
    .next = 请在“到过的地方”里补上缺的停留，再重新发送申报。
    .by-time = 时间：工作人员登记入境后满 14 天，会自动重新赋码，不用重新申报。
    .by-officer = 工作人员：登记医学观察结束以后。
reason-observation-completed = 入境后已完成医学观察。
    .landed = 医学观察已期满，没有其他要求。国内通行用的码，请咨询属地。
reason-severe-stay = 最近 14 天或入境前 14 天到过高风险国家或地区。
    .by-time = 时间：离开当地满 14 天，且工作人员已登记入境后，会自动重新赋码，不用重新申报。
    .by-officer = 工作人员：登记医学观察结束以后。
reason-exposure = 身边有 2 人及以上发热或有呼吸道症状，或者接触过这样的人。
    .by-time = 时间：接触过去超过 14 天后，请重新申报。
    .by-officer = 工作人员：登记医学观察结束以后。
reason-elevated-stay = 最近 14 天或入境前 14 天到过较高风险国家或地区。
    .by-time = 时间：离开当地满 14 天，且工作人员已登记入境后，会自动重新赋码，不用重新申报。
    .by-officer = 工作人员：登记医学观察结束以后。
reason-window-passed = 入境已满 14 天，没有其他风险。
reason-no-risk = 没有症状，没有接触史，也没有到过风险较高的国家或地区。
reason-another-declaration = 用这本证件的另一份申报是这个颜色，两份以较严的为准，撤回后也不改变。
reason-another-declaration-health = 用这本证件的另一份申报，因所填的健康情况是这个颜色，两份以较严的为准，撤回后也不改变。
    .call-first = 请先拨打热线，再决定是否出发。入境时请先出示此码，并听从医务人员安排。
    .landed = 请现在就向现场工作人员出示此码，听从医护人员安排。身边没有工作人员的，请拨打热线。

fact-symptoms = 现在或最近 72 小时内的症状
fact-symptoms-at-all = 现在或此前的症状
fact-fever = 体温达到 37.3 °C
fact-test-positive = 核酸或抗原检测阳性
fact-officer-positive = 工作人员登记的阳性检测
fact-infected = 感染后尚未康复
fact-case-contact = 接触过确诊、疑似或无症状感染者
fact-fever-contact = 接触过发热或有呼吸道症状的人
fact-cluster = 身边有 2 人及以上发热或有呼吸道症状
fact-severe-stays = 到过高风险国家或地区
fact-elevated-stays = 到过较高风险国家或地区
fact-recent-infection = 14 天内感染过
fact-severe-departure = 从高风险国家或地区出发
fact-elevated-departure = 从较高风险国家或地区出发
fact-risk-flight = 航班座位邻近感染者
fact-elevated-flight = 乘坐较高风险的航班
fact-flight-seat-unknown = 航班上有感染者，座位不明
fact-days-unknown = 有几天没有填写停留地点
fact-observation-completed = 工作人员登记的医学观察期满
fact-window-passed = 工作人员登记入境后已满 14 天

correction-correct-answers = 填错了或者情况有变，请更正申报后再次发送，会重新赋码。
correction-record-test = 之后做的核酸检测为阴性的，请把报告给工作人员登记，或者申请复核；登记以后会重新赋码。填错了的，请更正申报后再次发送。
correction-correct-stays = 地点或日期有误，请更正“到过的地方”，再次发送申报。
correction-add-seat = 请在“行程”中填写该航班的座位，再次发送申报。
correction-ask-platform = 觉得不对，请申请复核，会有专人再看一遍。
correction-another-declaration = 那份是别人的，或者情况有变，请申请复核，会有专人一并查看。

### 为什么要问

purpose-identity-check = 让健康码只属于一个人，工作人员可以与证件核对。
purpose-journey-tracing = 旅途中有人发病时，能及时通知坐在旁边的人。
purpose-epidemic-assessment = 用来评估疫情风险，健康码的颜色由这类回答决定。
purpose-follow-up = 出发前、路上和入境后电话打得通。
purpose-reception = 让目的地县（市、区）知道何时何地接人。
purpose-consent-record = 留下同意了什么的凭据。
purpose-helper-record = 记录由谁代为申报、凭什么代为申报。

reader-port-officer = 入境口岸工作人员
reader-county-contact = 目的地县（市、区）联络员
reader-health-officer = 疾控人员
reader-hotline = 热线人员
reader-platform-officer = 省级平台工作人员

### 热线

hotline-consular = 外交部全球领事保护与服务应急热线 12308
    .hours = 全天，面向海外中国公民
