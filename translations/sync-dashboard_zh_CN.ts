<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Image Sync Dashboard</source>
        <translation>关于镜像同步看板</translation>
    </message>
    <message>
        <source>Image Sync Dashboard</source>
        <translation>镜像同步看板</translation>
    </message>
    <message>
        <source>Version %1, with Qt %2</source>
        <extracomment>%1 and %2 are version numbers</extracomment>
        <translation>版本 %1，使用 Qt %2</translation>
    </message>
    <message>
        <source>Watch how container images are synchronized between registries.</source>
        <translation>监控容器镜像在各实例之间的同步情况。</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later, without any warranty.</source>
        <translation>自由软件，采用 GNU 通用公共许可证第 3 版或更高版本，不提供任何担保。</translation>
    </message>
    <message>
        <source>Made with</source>
        <extracomment>Title over libraries and their licences</extracomment>
        <translation>所用组件</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
</context>
<context>
    <name>AccessibleText</name>
    <message>
        <source>%1: %2</source>
        <extracomment>A screen reader reads it: %1 is what is told, as &quot;Task id&quot;, and %2 is it</extracomment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>AccountsPage</name>
    <message>
        <source>Set by %1 for this run.</source>
        <extracomment>%1 is an option of the command line, such as --region</extracomment>
        <translation>本次运行由 %1 指定。</translation>
    </message>
    <message>
        <source>Asking the keychain…</source>
        <translation>正在询问钥匙串…</translation>
    </message>
    <message>
        <source>The desktop&apos;s keychain keeps a key of your own, encrypted. Keys of the aliyun CLI stay where they are.</source>
        <translation>桌面钥匙串会加密保存您自己的密钥。aliyun CLI 的密钥保留在原处。</translation>
    </message>
    <message>
        <source>Chosen by --profile or --all-profiles for this run. A choice here takes its place and is kept.</source>
        <translation>本次运行由 --profile 或 --all-profiles 指定。在此处的选择会取而代之并保存。</translation>
    </message>
    <message>
        <source>Several can be watched at once. Test shows whether the registry accepts a key.</source>
        <translation>可同时监视多个。“测试”会显示镜像服务是否接受密钥。</translation>
    </message>
    <message>
        <source>Without any: the region of the profile, else ALIBABA_CLOUD_REGION_ID, else cn-hangzhou.</source>
        <translation>未选择时：使用配置中的地域，否则 ALIBABA_CLOUD_REGION_ID，否则 cn-hangzhou。</translation>
    </message>
    <message>
        <source>Only for an address of your own, such as a private endpoint. It is asked for every region and account.</source>
        <translation>仅用于自有地址，如专用接入点。所有地域和账号都向它查询。</translation>
    </message>
    <message>
        <source>Accounts</source>
        <extracomment>Title of a part of the settings: whose keys are used</extracomment>
        <translation>账号</translation>
    </message>
    <message>
        <source>Add a key of your own…</source>
        <translation>添加自己的密钥…</translation>
    </message>
    <message>
        <source>Regions</source>
        <extracomment>Title of a part of the settings: which regions are asked</extracomment>
        <translation>地域</translation>
    </message>
    <message>
        <source>Address</source>
        <extracomment>Title of a part of the settings: at which address regions are asked</extracomment>
        <translation>地址</translation>
    </message>
    <message>
        <source>&amp;Endpoint</source>
        <translation>服务接入点(&amp;E)</translation>
    </message>
    <message>
        <source>that of the region</source>
        <extracomment>In the empty field of an endpoint</extracomment>
        <translation>该地域的地址</translation>
    </message>
    <message>
        <source>Use the addresses &amp;inside a virtual private cloud (VPC)</source>
        <translation>使用专有网络（VPC）内的地址(&amp;I)</translation>
    </message>
    <message>
        <source>Test</source>
        <extracomment>Title of a part of the settings: tries what they say</extracomment>
        <translation>测试</translation>
    </message>
    <message>
        <source>Clear the text</source>
        <translation>清除文本</translation>
    </message>
</context>
<context>
    <name>AccountsPresenter</name>
    <message>
        <source>asking…</source>
        <translation>正在询问…</translation>
    </message>
    <message>
        <source>not asked to the end</source>
        <translation>未询问完毕</translation>
    </message>
    <message>
        <source>answers, and has no instance</source>
        <translation>已答复，没有实例</translation>
    </message>
    <message>
        <source>instances found: %1</source>
        <translation>找到实例：%1</translation>
    </message>
    <message>
        <source>%1 signs with the access key that ends in %2</source>
        <extracomment>%1 is a key by the name of its profile, %2 the end of the id of the access key</extracomment>
        <translation>%1 使用末尾为 %2 的访问密钥签名</translation>
    </message>
    <message>
        <source>%1, valid until %2</source>
        <extracomment>%1 says whose key it is, %2 is a time</extracomment>
        <translation>%1，有效至 %2</translation>
    </message>
</context>
<context>
    <name>AcknowledgeDialog</name>
    <message numerus="yes">
        <source>Select fewer tasks: at most %Ln can be acknowledged at once.</source>
        <translation>
            <numerusform>请少选一些任务：一次最多可确认 %Ln 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>Acknowledge failures</source>
        <translation>确认失败</translation>
    </message>
    <message numerus="yes">
        <source>Tell the team that somebody looks after %Ln failed task(s).</source>
        <translation>
            <numerusform>告诉团队有人在处理 %Ln 个失败的任务。</numerusform>
        </translation>
    </message>
    <message>
        <source>Your &amp;name</source>
        <translation>你的姓名(&amp;N)</translation>
    </message>
    <message>
        <source>R&amp;eason</source>
        <translation>原因(&amp;E)</translation>
    </message>
    <message>
        <source>Optional, for example what is being done</source>
        <translation>可选，例如正在做什么</translation>
    </message>
    <message>
        <source>Everybody who reads the team&apos;s history sees it. The tasks stay failed and counted; nobody is notified of them any more.</source>
        <translation>读取团队历史记录的所有人都会看到。任务仍为失败并照常计数；不再为它们通知任何人。</translation>
    </message>
    <message>
        <source>Acknowledging…</source>
        <translation>正在确认…</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>确认</translation>
    </message>
</context>
<context>
    <name>ActionDialog</name>
    <message>
        <source>Nothing will be sent.</source>
        <translation>不会发送任何请求。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) will be sent, one after the other.</source>
        <translation>
            <numerusform>将依次发送 %Ln 个请求。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refused</source>
        <translation>
            <numerusform>%Ln 个被拒绝</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln under way already</source>
        <translation>
            <numerusform>%Ln 个已在进行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln in doubt</source>
        <translation>
            <numerusform>%Ln 个结果不明</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not sent</source>
        <translation>
            <numerusform>%Ln 个未发送</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Retry %Ln task(s)</source>
        <translation>
            <numerusform>重试 %Ln 个任务</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %Ln task(s)</source>
        <translation>
            <numerusform>取消 %Ln 个任务</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Replace the tag where the destination has it already</source>
        <translation>目标端已有该版本时覆盖(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Account id of the destination:</source>
        <translation>目标端账号 ID(&amp;A)：</translation>
    </message>
    <message>
        <source>digits</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Export results…</source>
        <translation>导出结果…</translation>
    </message>
    <message numerus="yes">
        <source>Send %Ln request(s)</source>
        <translation>
            <numerusform>发送 %Ln 个请求</numerusform>
        </translation>
    </message>
    <message>
        <source>What is sent, and what became of it</source>
        <translation>发送内容及结果</translation>
    </message>
    <message>
        <source>Synchronize a tag now</source>
        <translation>立即同步版本</translation>
    </message>
    <message numerus="yes">
        <source>%Ln may fail again: %1</source>
        <extracomment>%1 is a sentence: why</extracomment>
        <translation>
            <numerusform>%Ln 个可能再次失败：%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln will fail again: %1</source>
        <extracomment>%1 is a sentence: why</extracomment>
        <translation>
            <numerusform>%Ln 个将再次失败：%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left out, would fail again: %1</source>
        <extracomment>%1 is a sentence: why</extracomment>
        <translation>
            <numerusform>已排除 %Ln 个，会再次失败：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Send also what would fail again</source>
        <translation>同时发送会再次失败的任务(&amp;S)</translation>
    </message>
    <message numerus="yes">
        <source>Synchronize %Ln tag(s) now</source>
        <translation>
            <numerusform>立即同步 %Ln 个版本</numerusform>
        </translation>
    </message>
    <message>
        <source>Read-only · allow changes</source>
        <extracomment>Link below a plan that may not be sent</extracomment>
        <translation>只读 · 允许更改</translation>
    </message>
    <message>
        <source>No task in the list failed. Nothing will be sent.</source>
        <translation>列表中没有失败的任务。不会发送任何请求。</translation>
    </message>
</context>
<context>
    <name>ActionPresenter</name>
    <message>
        <source>Export results</source>
        <translation>导出结果</translation>
    </message>
    <message>
        <source>No registry is connected yet.</source>
        <extracomment>Why changes cannot be allowed</extracomment>
        <translation>尚未连接任何镜像仓库服务。</translation>
    </message>
    <message>
        <source>Select tasks in the list first.</source>
        <translation>请先在列表中选择任务。</translation>
    </message>
    <message>
        <source>Open the list of tasks first.</source>
        <extracomment>Why what the list shows cannot be retried</extracomment>
        <translation>请先打开任务列表。</translation>
    </message>
    <message>
        <source>Comma separated values</source>
        <translation>逗号分隔值</translation>
    </message>
    <message>
        <source>Of the loaded tasks only: there may be more. “Load all tasks” in the ☰ menu loads the rest.</source>
        <translation>仅限已加载的任务：可能还有更多。☰ 菜单中的“加载全部任务”可加载其余任务。</translation>
    </message>
    <message>
        <source>Of the loaded tasks only: %1 of about %2 are loaded. “Load all tasks” in the ☰ menu loads the rest.</source>
        <extracomment>%1 and %2 are numbers of tasks</extracomment>
        <translation>仅限已加载的任务：约 %2 个中已加载 %1 个。☰ 菜单中的“加载全部任务”可加载其余任务。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more destination(s) are not looked at: what is said above is not of them.</source>
        <translation>
            <numerusform>另有 %Ln 个目标未查看：以上内容不包括它们。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ActionTableModel</name>
    <message>
        <source>Nothing</source>
        <translation>不发送</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>同步方向</translation>
    </message>
    <message>
        <source>What is sent</source>
        <extracomment>Title of a column: what is sent to the registry for a task</extracomment>
        <translation>发送内容</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Would fail again: %1</source>
        <translation>会再次失败：%1</translation>
    </message>
    <message>
        <source>Will fail again: %1</source>
        <translation>将再次失败：%1</translation>
    </message>
    <message>
        <source>May fail again: %1</source>
        <translation>可能再次失败：%1</translation>
    </message>
    <message>
        <source>What became of it</source>
        <extracomment>Title of a column: how the task that was made or cancelled ended</extracomment>
        <translation>后续结果</translation>
    </message>
</context>
<context>
    <name>AddKeyDialog</name>
    <message>
        <source>Add a key to the keychain</source>
        <translation>向钥匙串添加密钥</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>Access key &amp;id</source>
        <translation>AccessKey ID(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Secret</source>
        <translation>AccessKey Secret(&amp;S)</translation>
    </message>
    <message>
        <source>Security &amp;token</source>
        <translation>安全令牌(&amp;T)</translation>
    </message>
    <message>
        <source>only of a temporary key</source>
        <translation>仅用于临时密钥</translation>
    </message>
    <message>
        <source>The desktop&apos;s keychain keeps the key, encrypted. This program writes it nowhere else. A key of the same name is replaced.</source>
        <translation>密钥由桌面钥匙串加密保存，本程序不会写入其他任何地方。同名密钥将被替换。</translation>
    </message>
    <message>
        <source>Save in the keychain</source>
        <translation>保存到钥匙串</translation>
    </message>
    <message>
        <source>Replace a key of the keychain</source>
        <translation>更换钥匙串中的密钥</translation>
    </message>
</context>
<context>
    <name>AdviceBox</name>
    <message>
        <source>What to do is advice.</source>
        <translation>处理方法仅为建议。</translation>
    </message>
    <message>
        <source>The registry says %1; what to do is advice.</source>
        <translation>镜像服务返回 %1；处理方法仅为建议。</translation>
    </message>
    <message>
        <source>The registry says %1.</source>
        <extracomment>%1 is the API&apos;s word for a cause, e.g. NETWORK_ERROR</extracomment>
        <translation>镜像服务返回 %1。</translation>
    </message>
</context>
<context>
    <name>AllowQuestion</name>
    <message>
        <source>Allow changes in the registry?</source>
        <translation>允许更改镜像仓库吗？</translation>
    </message>
    <message>
        <source>Allow changes in the registry with %1?</source>
        <translation>允许使用 %1 更改镜像仓库吗？</translation>
    </message>
    <message>
        <source>Allow changes</source>
        <translation>允许更改</translation>
    </message>
    <message>
        <source>Then tasks can be retried and cancelled, tags copied, and rules created and deleted. Each request is shown in a preview first, and nothing is sent before you press Send there. It can be taken back in the ☰ menu.</source>
        <translation>之后可以重试和取消任务、复制版本、新建和删除规则。每个请求都会先在预览中显示，在那里按“发送”之前不会发送任何内容。可在 ☰ 菜单中撤销。</translation>
    </message>
</context>
<context>
    <name>Autostart</name>
    <message>
        <source>%1 cannot be changed: %2</source>
        <extracomment>%1 is a file, %2 the system&apos;s words for what went wrong</extracomment>
        <translation>无法更改 %1：%2</translation>
    </message>
</context>
<context>
    <name>BackgroundSettings</name>
    <message>
        <source>In the background</source>
        <extracomment>Title of a part of the settings: the program without its window</extracomment>
        <translation>后台运行</translation>
    </message>
    <message>
        <source>&amp;Go on in the tray when the window is closed</source>
        <translation>关闭窗口后在托盘中继续运行(&amp;G)</translation>
    </message>
    <message>
        <source>Start with the &amp;desktop, in the tray</source>
        <translation>随桌面启动，并停留在托盘中(&amp;D)</translation>
    </message>
    <message>
        <source>The icon in the tray is there while notifications are on. Where the desktop has no tray, closing the window ends the program.</source>
        <translation>通知开启时托盘中才有图标。桌面没有托盘时，关闭窗口即结束程序。</translation>
    </message>
</context>
<context>
    <name>BoardRowPane</name>
    <message numerus="yes">
        <source>%Ln failed</source>
        <translation>
            <numerusform>%Ln 个失败</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them repaired since</source>
        <extracomment>Behind &quot;12 failed&quot;</extracomment>
        <translation>
            <numerusform>其中 %Ln 个已修复</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Retry %Ln…</source>
        <extracomment>Button: retries the failures of a row of a board, after a preview</extracomment>
        <translation>
            <numerusform>重试 %Ln 个…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cause of %1 of %Ln open failure(s)</source>
        <translation>
            <numerusform>%Ln 个未解决失败中 %1 个的原因</numerusform>
        </translation>
    </message>
    <message>
        <source>Details of the row</source>
        <translation>该行的详情</translation>
    </message>
    <message>
        <source>What the row is about</source>
        <translation>该行的内容</translation>
    </message>
    <message>
        <source>Choose a row to see its failures and what can be done.</source>
        <translation>选择一行，查看其失败以及可采取的措施。</translation>
    </message>
    <message>
        <source>Numbers of tasks</source>
        <translation>任务数量</translation>
    </message>
    <message>
        <source>Newest open failures</source>
        <extracomment>Title: failures that were not repaired since, the newest first</extracomment>
        <translation>最近的未解决失败</translation>
    </message>
    <message>
        <source>Figures</source>
        <extracomment>Title: what the page says of the row</extracomment>
        <translation>数字</translation>
    </message>
    <message>
        <source>Show failures</source>
        <translation>显示失败</translation>
    </message>
    <message>
        <source>Show tasks</source>
        <translation>显示任务</translation>
    </message>
    <message>
        <source>No query can find these tasks: the registry gives them no name.</source>
        <translation>没有查询能找到这些任务：镜像仓库没有给出名称。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) loaded</source>
        <translation>
            <numerusform>已加载 %Ln 个任务</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cause of %Ln open failure(s)</source>
        <translation>
            <numerusform>%Ln 个未解决失败的原因</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BoardTable</name>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
</context>
<context>
    <name>BoardView</name>
    <message>
        <source>Not narrowed by the query: %1</source>
        <extracomment>%1: a query, or a part of one, as it is written</extracomment>
        <translation>未按查询缩小范围：%1</translation>
    </message>
    <message>
        <source>Show tasks of the query</source>
        <extracomment>Link on a page that leaves the query out</extracomment>
        <translation>显示该查询的任务</translation>
    </message>
</context>
<context>
    <name>CenterPages</name>
    <message>
        <source>Pages</source>
        <extracomment>The choice between the pages below the chart, for a screen reader</extracomment>
        <translation>页面</translation>
    </message>
    <message>
        <source>Latest results</source>
        <extracomment>A switch: of each image and destination list the newest task only</extracomment>
        <translation>仅最新结果</translation>
    </message>
    <message>
        <source>Only the newest task of each image and destination: is:latest</source>
        <translation>每个镜像在每个目的地只显示最新的任务：is:latest</translation>
    </message>
</context>
<context>
    <name>ChartLegend</name>
    <message>
        <source>p95</source>
        <extracomment>legend of a chart of durations: 95 % of the tasks were done in this time</extracomment>
        <translation>P95</translation>
    </message>
    <message>
        <source>median</source>
        <extracomment>legend of a chart of durations: half of the tasks were done in this time</extracomment>
        <translation>中位数</translation>
    </message>
    <message>
        <source>done of done and failed</source>
        <extracomment>legend of a chart: the share of tasks that succeeded</extracomment>
        <translation>已完成 /（已完成 + 失败）</translation>
    </message>
    <message>
        <source>below %1</source>
        <extracomment>legend of a chart: a dot where the share is below 99.5 %</extracomment>
        <translation>低于 %1</translation>
    </message>
    <message>
        <source>running and waiting</source>
        <extracomment>legend of a chart: how many tasks are not finished</extracomment>
        <translation>进行中和等待中</translation>
    </message>
    <message>
        <source>Show only %1, or all again</source>
        <extracomment>on the legend of the chart; %1: a status</extracomment>
        <translation>仅显示“%1”，再次点击显示全部</translation>
    </message>
</context>
<context>
    <name>ChartSaver</name>
    <message>
        <source>Save the chart</source>
        <translation>保存图表</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Vector graphics</source>
        <translation>矢量图</translation>
    </message>
</context>
<context>
    <name>ClockNotice</name>
    <message>
        <source>This computer&apos;s clock is %1 ahead of the registry&apos;s.</source>
        <translation>本机时钟比镜像仓库的时钟快 %1。</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is %1 behind the registry&apos;s.</source>
        <extracomment>%1 is a duration</extracomment>
        <translation>本机时钟比镜像仓库的时钟慢 %1。</translation>
    </message>
    <message>
        <source>Set the clock now, for example by NTP: from 15 minutes on the registry refuses every request. Ages and durations are by the registry&apos;s clock.</source>
        <translation>请立即校准时钟，例如使用 NTP：相差达到 15 分钟时，镜像仓库会拒绝所有请求。任务的时长按镜像仓库的时钟计算。</translation>
    </message>
    <message>
        <source>Set the clock, for example by NTP. Ages and durations are by the registry&apos;s clock.</source>
        <translation>请校准时钟，例如使用 NTP。任务的时长按镜像仓库的时钟计算。</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Nothing has this name. Write fewer or other words.</source>
        <translation>没有这样的名称。请减少或更换关键词。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more: write more of the name</source>
        <translation>
            <numerusform>还有 %Ln 项：请多输入一些名称</numerusform>
        </translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>What do you want to do or open?</source>
        <translation>要执行或打开什么？</translation>
    </message>
    <message>
        <source>Name of a command, page, view, instance, rule or repository</source>
        <translation>命令、页面、视图、实例、规则或仓库的名称</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>仓库</translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message>
        <source>Compare tags</source>
        <translation>比较版本</translation>
    </message>
    <message>
        <source>Show &amp;all tags, also those that are the same</source>
        <translation>显示全部版本，包括相同的(&amp;A)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation>重新比较</translation>
    </message>
    <message>
        <source>Copy the missing ones…</source>
        <extracomment>Button: shows what would be sent to copy the tags that the destination does not have</extracomment>
        <translation>复制缺失的版本…</translation>
    </message>
    <message>
        <source>Progress of the comparison</source>
        <translation>比较的进度</translation>
    </message>
</context>
<context>
    <name>ComparePresenter</name>
    <message>
        <source>No registry is connected yet.</source>
        <extracomment>Why tags cannot be compared</extracomment>
        <translation>尚未连接镜像仓库。</translation>
    </message>
    <message>
        <source>Select a rule that the registry lists first.</source>
        <extracomment>Why tags cannot be compared</extracomment>
        <translation>请先选择镜像仓库列出的规则。</translation>
    </message>
    <message>
        <source>Select a task in the list or a rule first.</source>
        <extracomment>Why tags cannot be compared</extracomment>
        <translation>请先在列表中选择任务，或选择规则。</translation>
    </message>
    <message>
        <source>The registry does not say which repositories the task is about.</source>
        <extracomment>Why tags cannot be compared</extracomment>
        <translation>镜像仓库没有说明任务涉及哪些仓库。</translation>
    </message>
    <message>
        <source>%1 of %2 repositories</source>
        <extracomment>%1 of %2 repositories were compared</extracomment>
        <translation>%1/%2 个仓库</translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s)</source>
        <translation>
            <numerusform>%Ln 个请求</numerusform>
        </translation>
    </message>
    <message>
        <source>waiting for the request budget</source>
        <translation>等待请求配额</translation>
    </message>
    <message>
        <source>Reading the tags of both ends…</source>
        <translation>正在读取两端的版本…</translation>
    </message>
    <message>
        <source>Stopped. Nothing that was compared is missing; the rest is not known.</source>
        <translation>已停止。已比较的没有缺失，其余未知。</translation>
    </message>
    <message>
        <source>Nothing could be compared.</source>
        <translation>没有可比较的内容。</translation>
    </message>
    <message>
        <source>The source has no repository that the rule takes.</source>
        <translation>源中没有规则包含的仓库。</translation>
    </message>
    <message>
        <source>Nothing of what could be read is missing.</source>
        <translation>能够读取的内容都没有缺失。</translation>
    </message>
    <message>
        <source>%1 (%2) %3</source>
        <extracomment>An end of a comparison: %1 an instance, %2 its region, %3 a repository</extracomment>
        <translation>%1（%2）%3</translation>
    </message>
    <message>
        <source>Compare the rule %1</source>
        <translation>比较规则 %1</translation>
    </message>
    <message>
        <source>Compare the repository %1</source>
        <translation>比较仓库 %1</translation>
    </message>
    <message>
        <source>The destination is not running.</source>
        <translation>目标未在运行。</translation>
    </message>
    <message>
        <source>Nothing is known to be missing that could be copied.</source>
        <translation>没有已知缺失且可复制的版本。</translation>
    </message>
    <message>
        <source>Stopped: %1 of %2 repositories were compared.</source>
        <translation>已停止：已比较 %1/%2 个仓库。</translation>
    </message>
    <message>
        <source>The source has no tag that is compared.</source>
        <translation>源端没有需要比较的标签。</translation>
    </message>
    <message>
        <source>Nothing is missing: the destination has every tag that is compared, with the same content.</source>
        <translation>没有缺失：所比较的每个标签在目标端都有，且内容相同。</translation>
    </message>
    <message>
        <source>Not all tasks are loaded: what has no known copy may have been copied before. Choose “Load all tasks” in the ☰ menu, then compare again.</source>
        <translation>并非所有任务都已加载：没有已知同步的标签可能以前同步过。请在 ☰ 菜单中选择“加载全部任务”，然后再次比较。</translation>
    </message>
    <message>
        <source>waiting for the request budget, next request in %1</source>
        <extracomment>%1: a duration, as in &quot;4 s&quot;</extracomment>
        <translation>等待请求额度，下一个请求在 %1 后</translation>
    </message>
    <message>
        <source>What was missing is being copied, or was sent.</source>
        <translation>缺失的版本正在复制，或已发送。</translation>
    </message>
</context>
<context>
    <name>CompareTable</name>
    <message>
        <source>Compared tags</source>
        <translation>比较的版本</translation>
    </message>
    <message>
        <source>What the destination has of the source’s tags.</source>
        <translation>目标中有源的哪些版本。</translation>
    </message>
</context>
<context>
    <name>ComparisonCells</name>
    <message>
        <source>At the destination: %1</source>
        <extracomment>%1: an image</extracomment>
        <translation>目标中：%1</translation>
    </message>
    <message>
        <source>Source digest: %1</source>
        <translation>源摘要：%1</translation>
    </message>
    <message>
        <source>Destination digest: %1</source>
        <translation>目标摘要：%1</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>At the destination</source>
        <extracomment>A column: what the tags at both ends say of each other</extracomment>
        <translation>目标中</translation>
    </message>
    <message>
        <source>What is known</source>
        <extracomment>A column: what is known about why a tag is missing</extracomment>
        <translation>已知情况</translation>
    </message>
    <message>
        <source>Updated</source>
        <extracomment>A column: when a tag was pushed or changed last</extracomment>
        <translation>更新时间</translation>
    </message>
    <message>
        <source>When the tag was last changed</source>
        <translation>版本最近一次更改的时间</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
</context>
<context>
    <name>ComparisonGrid</name>
    <message>
        <source>Source</source>
        <translation>源</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地域</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>仓库</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Source: %1</source>
        <extracomment>%1 is what a value is, e.g. &quot;Region&quot;</extracomment>
        <translation>源：%1</translation>
    </message>
    <message>
        <source>Destination: %1</source>
        <translation>目标：%1</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>Digest</translation>
    </message>
</context>
<context>
    <name>ComparisonWords</name>
    <message>
        <source>Being copied now</source>
        <translation>正在复制</translation>
    </message>
    <message>
        <source>Copied %1, gone since</source>
        <extracomment>%1: a time; the tag was copied then, and is not there any longer</extracomment>
        <translation>%1 已复制，之后消失</translation>
    </message>
    <message>
        <source>Failed %1</source>
        <extracomment>%1: a time</extracomment>
        <translation>%1 失败</translation>
    </message>
    <message>
        <source>Failed %1: %2</source>
        <extracomment>%1: a time, %2: a cause such as &quot;Network&quot;</extracomment>
        <translation>%1 失败：%2</translation>
    </message>
    <message>
        <source>Cancelled %1</source>
        <extracomment>%1: a time</extracomment>
        <translation>%1 已取消</translation>
    </message>
    <message>
        <source>A task was to copy it %1</source>
        <extracomment>%1: a time</extracomment>
        <translation>%1 有任务要复制它</translation>
    </message>
    <message>
        <source>The destination’s list could not be read in whole</source>
        <translation>未能完整读取目标的列表</translation>
    </message>
    <message>
        <source>The registry gave no digest</source>
        <translation>镜像仓库没有给出摘要</translation>
    </message>
    <message>
        <source>Pushed before the rule was created</source>
        <translation>在规则创建之前推送</translation>
    </message>
    <message>
        <source>No task is known</source>
        <translation>没有已知任务</translation>
    </message>
    <message>
        <source>%2 has no repository %1.</source>
        <extracomment>%1: a repository, %2: an instance</extracomment>
        <translation>%2 中没有仓库 %1。</translation>
    </message>
    <message>
        <source>The key may not read the tags of %1 in %2.</source>
        <extracomment>%1: a repository, %2: an instance</extracomment>
        <translation>密钥无权读取 %2 中 %1 的版本。</translation>
    </message>
    <message>
        <source>Not all tags of %1 in %2 were read.</source>
        <extracomment>%1: a repository, %2: an instance</extracomment>
        <translation>未能读取 %2 中 %1 的全部版本。</translation>
    </message>
    <message>
        <source>The tags of %1 in %2 were not read.</source>
        <translation>未读取 %2 中 %1 的版本。</translation>
    </message>
    <message>
        <source>%1 does not exist any longer.</source>
        <translation>%1 已不存在。</translation>
    </message>
    <message>
        <source>Whether %1 is running could not be read.</source>
        <translation>无法读取 %1 是否在运行。</translation>
    </message>
    <message>
        <source>%1 is not running (%2): nothing can be copied.</source>
        <extracomment>%1: an instance, %2: the registry&apos;s word, such as STOPPED</extracomment>
        <translation>%1 未在运行（%2）：无法复制。</translation>
    </message>
    <message>
        <source>No watched account lists %1: its tags cannot be read.</source>
        <extracomment>%1: an instance</extracomment>
        <translation>没有关注的账号列出 %1：无法读取其版本。</translation>
    </message>
    <message>
        <source>No watched region lists %1: it is asked with the key of the other end.</source>
        <extracomment>%1: an instance</extracomment>
        <translation>没有关注的地域列出 %1：使用另一端的密钥查询。</translation>
    </message>
    <message>
        <source>Source and destination belong to different accounts.</source>
        <translation>源和目标属于不同的账号。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more repositories were not read in whole.</source>
        <translation>
            <numerusform>另有 %Ln 个仓库未能完整读取。</numerusform>
        </translation>
    </message>
    <message>
        <source>Missing</source>
        <extracomment>Of a tag that the destination does not have</extracomment>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Different</source>
        <extracomment>Of a tag that has another content at the destination</extracomment>
        <translation>不同</translation>
    </message>
    <message>
        <source>No repository</source>
        <extracomment>Of a tag of a repository that the destination does not have</extracomment>
        <translation>没有仓库</translation>
    </message>
    <message>
        <source>Not known</source>
        <extracomment>Of a tag of which it is not known whether the destination has it</extracomment>
        <translation>未知</translation>
    </message>
    <message>
        <source>Same</source>
        <extracomment>Of a tag with the same content at both ends</extracomment>
        <translation>相同</translation>
    </message>
    <message>
        <source>Only at the destination</source>
        <extracomment>Of a tag that only the destination has</extracomment>
        <translation>仅在目标中</translation>
    </message>
    <message>
        <source>Not of the rule</source>
        <extracomment>Of a tag that the filter of the rule leaves out</extracomment>
        <translation>不属于规则</translation>
    </message>
    <message>
        <source>Whether its namespace creates repositories could not be read</source>
        <translation>无法读取其命名空间是否会创建仓库</translation>
    </message>
    <message>
        <source>Its namespace does not exist there</source>
        <translation>目标中没有其命名空间</translation>
    </message>
    <message>
        <source>Whether its namespace creates repositories is not said</source>
        <translation>未说明其命名空间是否会创建仓库</translation>
    </message>
    <message>
        <source>Its namespace creates it with the first copy</source>
        <translation>其命名空间会在首次复制时创建它</translation>
    </message>
    <message>
        <source>Its namespace does not create repositories: create it first</source>
        <translation>其命名空间不会创建仓库：请先创建</translation>
    </message>
    <message>
        <source>Immutable at the destination</source>
        <translation>目标中不可覆盖</translation>
    </message>
    <message>
        <source>Perhaps not of the rule</source>
        <translation>可能不属于规则</translation>
    </message>
    <message numerus="yes">
        <source>%Ln missing</source>
        <translation>
            <numerusform>%Ln 个缺失</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln different</source>
        <translation>
            <numerusform>%Ln 个不同</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without a repository there</source>
        <extracomment>tags</extracomment>
        <translation>
            <numerusform>%Ln 个在目标中没有仓库</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln same</source>
        <translation>
            <numerusform>%Ln 个相同</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln only at the destination</source>
        <extracomment>tags</extracomment>
        <translation>
            <numerusform>%Ln 个仅在目标中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not of the rule</source>
        <extracomment>tags</extracomment>
        <translation>
            <numerusform>%Ln 个不属于规则</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not known</source>
        <extracomment>tags</extracomment>
        <translation>
            <numerusform>%Ln 个未知</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln repositories not read</source>
        <translation>
            <numerusform>%Ln 个仓库未读取</numerusform>
        </translation>
    </message>
    <message>
        <source>The repositories of the source were not read.</source>
        <translation>未读取源的仓库。</translation>
    </message>
    <message>
        <source>Not all repositories of the source were read.</source>
        <translation>未能读取源的全部仓库。</translation>
    </message>
    <message>
        <source>No known copy</source>
        <extracomment>Of a tag that the destination does not have, and that no known task was to copy</extracomment>
        <translation>没有已知的同步</translation>
    </message>
    <message numerus="yes">
        <source>%Ln without a known copy</source>
        <translation>
            <numerusform>%Ln 个没有已知的同步</numerusform>
        </translation>
    </message>
    <message>
        <source>Sent %1; its task is not listed yet</source>
        <extracomment>%1: a time</extracomment>
        <translation>已于 %1 发送，任务尚未列出</translation>
    </message>
    <message>
        <source>Sent %1; what came of it is not known. Compare again.</source>
        <extracomment>%1: a time</extracomment>
        <translation>已于 %1 发送，结果未知。请重新比较。</translation>
    </message>
    <message>
        <source>Copied %1, after it was compared</source>
        <extracomment>%1: a time; the tag was not there when it was compared</extracomment>
        <translation>已于 %1 复制（在比较之后）</translation>
    </message>
    <message>
        <source>The rule is run by hand, and no run for this tag is known</source>
        <translation>该规则由手动触发，未知有人为此版本触发过</translation>
    </message>
    <message>
        <source>The registry refused the copy sent %1</source>
        <extracomment>%1: a time</extracomment>
        <translation>镜像仓库拒绝了 %1 发送的同步</translation>
    </message>
    <message>
        <source>Copy sent</source>
        <extracomment>Of a tag that the destination does not have, and for which a copy was sent</extracomment>
        <translation>已发送同步</translation>
    </message>
    <message>
        <source>Being copied</source>
        <extracomment>Of a tag that the destination does not have yet</extracomment>
        <translation>正在同步</translation>
    </message>
    <message>
        <source>Copy in doubt</source>
        <extracomment>Of a tag for which a copy was sent, and what came of it is not known</extracomment>
        <translation>同步结果未知</translation>
    </message>
    <message>
        <source>Copied since</source>
        <extracomment>Of a tag that the destination did not have when it was compared</extracomment>
        <translation>之后已同步</translation>
    </message>
    <message numerus="yes">
        <source>%Ln being copied</source>
        <extracomment>tags</extracomment>
        <translation>
            <numerusform>%Ln 个正在同步</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln in doubt</source>
        <extracomment>tags for which a copy was sent</extracomment>
        <translation>
            <numerusform>%Ln 个结果未知</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln copied since</source>
        <extracomment>tags</extracomment>
        <translation>
            <numerusform>%Ln 个之后已同步</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConnectionTestView</name>
    <message>
        <source>Stop the test</source>
        <translation>停止测试</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Asks each region once for its instances, with what this page says now.</source>
        <translation>按本页当前内容，向每个地域查询一次实例。</translation>
    </message>
    <message>
        <source>Instances that are watched</source>
        <extracomment>Title over a list of registry instances with a check box each</extracomment>
        <translation>要监视的实例</translation>
    </message>
    <message>
        <source>One that is not checked is not read, and its tasks are not counted. Instances that are new are watched.</source>
        <translation>未勾选的实例不会读取，其任务也不计入。新出现的实例会自动监视。</translation>
    </message>
</context>
<context>
    <name>CopyField</name>
    <message>
        <source>Copy: %1</source>
        <extracomment>%1 is what is copied, e.g. &quot;Task id&quot;</extracomment>
        <translation>复制：%1</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>CoverageText</name>
    <message>
        <source>Range: from %1 to %2</source>
        <translation>时间范围：%1 至 %2</translation>
    </message>
    <message>
        <source>Range: since %1</source>
        <translation>时间范围：自 %1 起</translation>
    </message>
    <message>
        <source>Range: all times</source>
        <translation>时间范围：全部时间</translation>
    </message>
    <message>
        <source>Range: until %1</source>
        <translation>时间范围：截至 %1</translation>
    </message>
    <message>
        <source>Every task of the range was read.</source>
        <translation>已读取该时间范围内的全部任务。</translation>
    </message>
    <message>
        <source>Tasks may be missing.</source>
        <translation>可能缺少任务。</translation>
    </message>
    <message>
        <source>As of %1</source>
        <translation>数据截至 %1</translation>
    </message>
    <message>
        <source>The registry was never read.</source>
        <translation>从未读取过镜像仓库服务。</translation>
    </message>
    <message>
        <source>Query: %1</source>
        <translation>查询：%1</translation>
    </message>
    <message>
        <source>Rows: %1, all that the table showed</source>
        <translation>行数：%1，即表格显示的全部行</translation>
    </message>
    <message>
        <source>Rows: %1, those that were selected</source>
        <translation>行数：%1，即所选的行</translation>
    </message>
    <message>
        <source>Demo: simulated tasks</source>
        <translation>演示：模拟任务</translation>
    </message>
    <message>
        <source>Profiles: %1</source>
        <extracomment>Profiles whose registries are shown</extracomment>
        <translation>配置：%1</translation>
    </message>
    <message>
        <source>Not read, by the settings: %1</source>
        <extracomment>%1: instances</extracomment>
        <translation>按设置未读取：%1</translation>
    </message>
</context>
<context>
    <name>CredentialPlaces</name>
    <message>
        <source>Environment variables</source>
        <translation>环境变量</translation>
    </message>
    <message>
        <source>Profile of the aliyun CLI</source>
        <extracomment>The cloud&apos;s own command line program</extracomment>
        <translation>aliyun CLI 配置</translation>
    </message>
    <message>
        <source>Without any key</source>
        <translation>无需访问密钥</translation>
    </message>
</context>
<context>
    <name>Dashboard</name>
    <message>
        <source>%1 of %2 tasks loaded</source>
        <translation>已加载 %1 个任务，共 %2 个</translation>
    </message>
    <message>
        <source>All instances</source>
        <translation>全部实例</translation>
    </message>
    <message>
        <source>What was sent to the registry has not been answered yet.</source>
        <translation>已发送的操作尚未收到镜像服务的答复。</translation>
    </message>
    <message>
        <source>Wait until it has, or stop it. Closing the window again ends the program without telling what became of it.</source>
        <translation>请等待答复，或停止发送。再次关闭窗口将退出程序，结果不再告知。</translation>
    </message>
    <message>
        <source>Earlier queries cannot be saved.</source>
        <translation>无法保存以前的查询。</translation>
    </message>
    <message>
        <source>The box proposes them until the window is closed. Check the permissions and the free space of their folder.</source>
        <translation>在关闭窗口之前，输入框仍会提示这些查询。请检查其所在文件夹的权限和可用空间。</translation>
    </message>
    <message>
        <source>An export is being written.</source>
        <translation>正在写入导出文件。</translation>
    </message>
    <message>
        <source>Wait for its end, or stop it. Closing the window again ends the program, and the export with it.</source>
        <translation>请等待导出结束，或将其停止。再次关闭窗口将退出程序，并丢弃该导出。</translation>
    </message>
    <message>
        <source>Choose another one: Settings, Looks.</source>
        <translation>请在“设置”→“外观”中另选一个。</translation>
    </message>
    <message>
        <source>The time zone “%1” of the settings is not known here. Times are shown in the zone of this computer.</source>
        <extracomment>%1 is the name of a time zone</extracomment>
        <translation>此处无法识别设置中的时区“%1”。时间按本机时区显示。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln key(s) of the settings cannot be used: they make no sense, or another action has them. The usual ones stay.</source>
        <translation>
            <numerusform>设置中有 %Ln 个按键无法使用：无法识别，或其他操作已使用。仍使用原来的按键。</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose others: Settings, Keys.</source>
        <translation>请在“设置”的“按键”中另选。</translation>
    </message>
</context>
<context>
    <name>DashboardLink</name>
    <message>
        <source>It holds characters that no link of this program holds.</source>
        <translation>其中含有本程序的链接不会含有的字符。</translation>
    </message>
    <message>
        <source>It leads to nothing that this version of the program knows.</source>
        <translation>它指向的内容是本版本的程序所不认识的。</translation>
    </message>
    <message>
        <source>It does not name an instance and a task.</source>
        <translation>它没有指明实例和任务。</translation>
    </message>
    <message>
        <source>What it says after the question mark is not as this program writes it.</source>
        <translation>问号之后的内容不符合本程序的写法。</translation>
    </message>
    <message>
        <source>It is too long.</source>
        <translation>它过长。</translation>
    </message>
</context>
<context>
    <name>DesktopNotifications</name>
    <message>
        <source>Show</source>
        <extracomment>What a click on a notification does, where the desktop shows it as a button</extracomment>
        <translation>显示</translation>
    </message>
    <message>
        <source>Image Sync Dashboard</source>
        <translation>镜像同步看板</translation>
    </message>
</context>
<context>
    <name>DestinationWords</name>
    <message>
        <source>Running</source>
        <extracomment>Of an instance</extracomment>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Not running (%1)</source>
        <extracomment>Of an instance; %1 is the registry&apos;s word, such as STOPPED</extracomment>
        <translation>未在运行（%1）</translation>
    </message>
    <message>
        <source>The instance does not exist</source>
        <extracomment>Of an instance</extracomment>
        <translation>实例不存在</translation>
    </message>
    <message>
        <source>The key may not ask whether it is running</source>
        <translation>密钥无权查询是否在运行</translation>
    </message>
    <message>
        <source>Whether it is running could not be read</source>
        <translation>无法读取是否在运行</translation>
    </message>
    <message>
        <source>Whether its tags are immutable is not said</source>
        <translation>未说明其版本是否不可覆盖</translation>
    </message>
    <message>
        <source>Its tags are immutable, except latest</source>
        <translation>其版本不可覆盖，latest 除外</translation>
    </message>
    <message>
        <source>Its tags can be replaced</source>
        <translation>其版本可以覆盖</translation>
    </message>
    <message>
        <source>The repository does not exist</source>
        <translation>仓库不存在</translation>
    </message>
    <message>
        <source>The key may not read the repository</source>
        <translation>密钥无权读取该仓库</translation>
    </message>
    <message>
        <source>The repository could not be read</source>
        <translation>未能读取该仓库</translation>
    </message>
    <message>
        <source>Not asked: no watched account lists the instance</source>
        <translation>未查询：没有关注的账号列出该实例</translation>
    </message>
    <message>
        <source>Being read…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>%1 %2: %3</source>
        <extracomment>What is known of a destination; %1 an instance, %2 a repository, %3 some facts</extracomment>
        <translation>%1 %2：%3</translation>
    </message>
</context>
<context>
    <name>DiagnosticsSaver</name>
    <message>
        <source>Save diagnostics</source>
        <translation>保存诊断信息</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
</context>
<context>
    <name>DialogFrame</name>
    <message>
        <source>Preview</source>
        <extracomment>Button: shows what would be sent</extracomment>
        <translation>预览</translation>
    </message>
</context>
<context>
    <name>DigestCell</name>
    <message>
        <source>not given</source>
        <extracomment>Instead of a digest: the registry knows the tag and names no digest.</extracomment>
        <translation>未给出</translation>
    </message>
    <message>
        <source>missing</source>
        <extracomment>Instead of a digest: there is no such tag at this end.</extracomment>
        <translation>不存在</translation>
    </message>
    <message>
        <source>no permission</source>
        <extracomment>Instead of a digest: the key may not look at this end.</extracomment>
        <translation>无权限</translation>
    </message>
    <message>
        <source>not known</source>
        <extracomment>Instead of a digest: asking for it failed.</extracomment>
        <translation>未知</translation>
    </message>
    <message>
        <source>The instance may be another account&apos;s, or the key lacks cr:GetRepository or cr:ListRepositoryTag there.</source>
        <translation>该实例可能属于其他账号，或当前密钥在该实例上缺少 cr:GetRepository 或 cr:ListRepositoryTag 权限。</translation>
    </message>
</context>
<context>
    <name>DigestVerdictLine</name>
    <message>
        <source>Not compared.</source>
        <translation>未能比较。</translation>
    </message>
    <message>
        <source>Not compared: the registry gave no digest.</source>
        <translation>未能比较：镜像服务未给出 Digest。</translation>
    </message>
    <message>
        <source>Looking the tag up at both ends …</source>
        <translation>正在查询两端的镜像版本…</translation>
    </message>
    <message>
        <source>Same digest</source>
        <translation>Digest 一致</translation>
    </message>
    <message>
        <source>Different digests</source>
        <translation>Digest 不一致</translation>
    </message>
    <message>
        <source>Missing at the source</source>
        <translation>源端不存在</translation>
    </message>
    <message>
        <source>Missing at the destination</source>
        <translation>目标端不存在</translation>
    </message>
    <message>
        <source>Not at the destination yet</source>
        <translation>尚未到达目标端</translation>
    </message>
    <message>
        <source>No permission to look</source>
        <translation>无权查看</translation>
    </message>
    <message>
        <source>Comparison of the digests</source>
        <translation>Digest 比较结果</translation>
    </message>
    <message>
        <source>Look again</source>
        <extracomment>Button: ask the registry for both tags again</extracomment>
        <translation>重新查询</translation>
    </message>
    <message>
        <source>Not the same yet</source>
        <translation>尚不一致</translation>
    </message>
</context>
<context>
    <name>DisplayWords</name>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1秒</translation>
    </message>
    <message>
        <source>%1 m</source>
        <comment>minutes</comment>
        <translation>%1分钟</translation>
    </message>
    <message>
        <source>%1 h</source>
        <comment>hours</comment>
        <translation>%1小时</translation>
    </message>
    <message>
        <source>%1 d</source>
        <comment>days</comment>
        <translation>%1天</translation>
    </message>
    <message>
        <source>Waiting</source>
        <extracomment>Status of a task.</extracomment>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Running</source>
        <extracomment>Status of a task.</extracomment>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Done</source>
        <extracomment>Status of a task.
----------
Names of the columns of a copied table.</extracomment>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <extracomment>Status of a task.</extracomment>
        <translation>失败</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <extracomment>Status of a task.</extracomment>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Unknown</source>
        <comment>status</comment>
        <extracomment>Status of a task that the registry did not tell, or in a word that is not known.</extracomment>
        <translation>未知</translation>
    </message>
    <message>
        <source>Automatic</source>
        <extracomment>What started a task: a push of the image.</extracomment>
        <translation>自动</translation>
    </message>
    <message>
        <source>By hand</source>
        <extracomment>What started a task: a person.</extracomment>
        <translation>手动</translation>
    </message>
    <message>
        <source>Unknown</source>
        <comment>trigger</comment>
        <extracomment>What started a task, when the registry did not tell.</extracomment>
        <translation>未知</translation>
    </message>
    <message>
        <source>Storage permission</source>
        <extracomment>Cause of a failure: the registry may not use its object storage (OSS).</extracomment>
        <translation>OSS 无权限</translation>
    </message>
    <message>
        <source>Immutable tag</source>
        <extracomment>Cause of a failure: the tag exists at the destination and must not be overwritten.</extracomment>
        <translation>版本不可变</translation>
    </message>
    <message>
        <source>Unsupported format</source>
        <extracomment>Cause of a failure: the format of the image.</extracomment>
        <translation>格式不支持</translation>
    </message>
    <message>
        <source>Registry fault</source>
        <extracomment>Cause of a failure: the registry&apos;s own fault.</extracomment>
        <translation>服务端故障</translation>
    </message>
    <message>
        <source>Network</source>
        <extracomment>Cause of a failure.</extracomment>
        <translation>网络异常</translation>
    </message>
    <message>
        <source>Manifest too large</source>
        <extracomment>Cause of a failure: the image&apos;s manifest or configuration.</extracomment>
        <translation>元数据过大</translation>
    </message>
    <message>
        <source>Unknown</source>
        <comment>cause</comment>
        <extracomment>Cause of a failure, when the registry did not tell.</extracomment>
        <translation>未知</translation>
    </message>
    <message>
        <source>On time</source>
        <extracomment>Headline: images arrive as they should.</extracomment>
        <translation>同步正常</translation>
    </message>
    <message>
        <source>Delayed</source>
        <extracomment>Headline: some images did not arrive, or late.</extracomment>
        <translation>同步延迟</translation>
    </message>
    <message>
        <source>Failing</source>
        <extracomment>Headline: many images do not arrive now.</extracomment>
        <translation>大量失败</translation>
    </message>
    <message>
        <source>Unknown</source>
        <comment>health</comment>
        <extracomment>Headline: no task is known.</extracomment>
        <translation>暂无数据</translation>
    </message>
    <message>
        <source>1 h</source>
        <extracomment>How far back the chart looks.</extracomment>
        <translation>1小时</translation>
    </message>
    <message>
        <source>24 h</source>
        <extracomment>How far back the chart looks.</extracomment>
        <translation>24小时</translation>
    </message>
    <message>
        <source>7 d</source>
        <extracomment>How far back the chart looks.</extracomment>
        <translation>7天</translation>
    </message>
    <message>
        <source>30 d</source>
        <extracomment>How far back the chart looks.</extracomment>
        <translation>30天</translation>
    </message>
    <message>
        <source>All</source>
        <extracomment>How far back the chart looks: to the oldest task that is loaded.</extracomment>
        <translation>全部</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <extracomment>A duration in days and hours.</extracomment>
        <translation>%1天%2小时</translation>
    </message>
    <message>
        <source>%1 h %2 m</source>
        <extracomment>A duration in hours and minutes.</extracomment>
        <translation>%1小时%2分</translation>
    </message>
    <message>
        <source>%1 m %2 s</source>
        <extracomment>A duration in minutes and seconds.</extracomment>
        <translation>%1分%2秒</translation>
    </message>
    <message>
        <source>now</source>
        <extracomment>At this moment.</extracomment>
        <translation>现在</translation>
    </message>
    <message>
        <source>in %1</source>
        <extracomment>%1 is a duration, as in &quot;in 8 s&quot;.</extracomment>
        <translation>%1后</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <extracomment>%1 is a duration, as in &quot;23 m ago&quot;.</extracomment>
        <translation>%1前</translation>
    </message>
    <message>
        <source>The clock of this computer differs from the registry&apos;s by more than 15 minutes.</source>
        <translation>本机时间与镜像服务的时间相差超过 15 分钟。</translation>
    </message>
    <message>
        <source>Set the clock, best from a time server, then refresh.</source>
        <translation>请校准本机时间（建议使用时间服务器），然后刷新。</translation>
    </message>
    <message>
        <source>The temporary security token is missing, expired or not valid.</source>
        <translation>临时安全令牌（STS Token）缺失、已过期或无效。</translation>
    </message>
    <message>
        <source>Get a new token (sign in again with the command line tool, or renew the role), then refresh.</source>
        <translation>请重新获取令牌（用命令行工具重新登录，或重新扮演角色），然后刷新。</translation>
    </message>
    <message>
        <source>No access key was found.</source>
        <translation>未找到访问密钥。</translation>
    </message>
    <message>
        <source>Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or configure the aliyun command line tool, then refresh.</source>
        <translation>请设置 ALIBABA_CLOUD_ACCESS_KEY_ID 和 ALIBABA_CLOUD_ACCESS_KEY_SECRET，或配置 aliyun 命令行工具，然后刷新。</translation>
    </message>
    <message>
        <source>The registry does not accept the signature: the secret does not belong to the access key id.</source>
        <translation>签名校验未通过：AccessKey Secret 与 AccessKey ID 不匹配。</translation>
    </message>
    <message>
        <source>Check the secret where the key is configured, copy it anew, then refresh.</source>
        <translation>请检查访问密钥配置中的 AccessKey Secret，重新复制后刷新。</translation>
    </message>
    <message>
        <source>The access key id does not exist.</source>
        <translation>AccessKey ID 不存在。</translation>
    </message>
    <message>
        <source>Check the access key id; it may have been deleted. Configure another, then refresh.</source>
        <translation>请检查 AccessKey ID，它可能已被删除。请配置其他访问密钥，然后刷新。</translation>
    </message>
    <message>
        <source>The access key is disabled.</source>
        <translation>访问密钥已被禁用。</translation>
    </message>
    <message>
        <source>Enable it in the RAM console, or configure another, then refresh.</source>
        <translation>请在 RAM 控制台启用该访问密钥，或配置其他访问密钥，然后刷新。</translation>
    </message>
    <message>
        <source>The instance does not exist in this region.</source>
        <translation>该地域下不存在此实例。</translation>
    </message>
    <message>
        <source>It may have been released, or lies in another region. Choose another instance.</source>
        <translation>实例可能已释放，或位于其他地域。请选择其他实例。</translation>
    </message>
    <message>
        <source>The instance is not running.</source>
        <translation>实例未处于运行中状态。</translation>
    </message>
    <message>
        <source>Check in the console whether it is starting, stopped or expired.</source>
        <translation>请在控制台查看实例是否正在启动、已停止或已到期。</translation>
    </message>
    <message>
        <source>The registry does not know the task any more.</source>
        <translation>该任务已不存在。</translation>
    </message>
    <message>
        <source>Refresh the list.</source>
        <translation>请刷新列表。</translation>
    </message>
    <message>
        <source>The namespace or repository does not exist.</source>
        <translation>命名空间或仓库不存在。</translation>
    </message>
    <message>
        <source>Check the names in the filter.</source>
        <translation>请检查筛选条件中的名称。</translation>
    </message>
    <message>
        <source>This region does not offer the operation %1.</source>
        <translation>该地域不支持接口 %1。</translation>
    </message>
    <message>
        <source>Choose an instance in another region, or check the endpoint.</source>
        <translation>请选择其他地域的实例，或检查服务接入点（Endpoint）。</translation>
    </message>
    <message>
        <source>The access key is not allowed to do this.</source>
        <translation>该访问密钥无权执行此操作。</translation>
    </message>
    <message>
        <source>Ask for the policy AliyunContainerRegistryReadOnlyAccess, then refresh.</source>
        <translation>请申请权限策略 AliyunContainerRegistryReadOnlyAccess，然后刷新。</translation>
    </message>
    <message>
        <source>Ask for the RAM permission %1 (the policy %2 grants reading), then refresh.</source>
        <extracomment>%1 is the name of a permission, %2 the name of a policy that holds it.</extracomment>
        <translation>请申请 RAM 权限 %1（权限策略 %2 包含只读权限），然后刷新。</translation>
    </message>
    <message>
        <source>The registry got too many requests from this account.</source>
        <translation>当前账号的请求过于频繁，已被镜像服务限流。</translation>
    </message>
    <message>
        <source>It can be asked again in %1. If this happens often, refresh less often.</source>
        <translation>%1后可再次请求。如经常出现，请降低刷新频率。</translation>
    </message>
    <message>
        <source>Wait a little. If this happens often, refresh less often: all keys of the account share one limit.</source>
        <translation>请稍候。如经常出现，请降低刷新频率：同一账号下的所有访问密钥共用限流额度。</translation>
    </message>
    <message>
        <source>The registry cannot be reached.</source>
        <translation>无法连接镜像服务。</translation>
    </message>
    <message>
        <source>%1 cannot be reached.</source>
        <translation>无法连接 %1。</translation>
    </message>
    <message>
        <source>The registry did not answer in time.</source>
        <translation>镜像服务响应超时。</translation>
    </message>
    <message>
        <source>Try again; if this happens often, check the network or choose an endpoint nearer by.</source>
        <translation>请重试；如经常出现，请检查网络或选择更近的服务接入点（Endpoint）。</translation>
    </message>
    <message>
        <source>%1 It says: %2</source>
        <extracomment>%1 is what happened, %2 the server&apos;s own sentence.</extracomment>
        <translation>%1返回信息：%2</translation>
    </message>
    <message>
        <source>The registry does not accept the access key.</source>
        <translation>访问密钥未通过镜像服务的验证。</translation>
    </message>
    <message>
        <source>Check the access key and its secret, then refresh.</source>
        <translation>请检查 AccessKey ID 和 AccessKey Secret，然后刷新。</translation>
    </message>
    <message>
        <source>The registry does not know what was asked for.</source>
        <translation>请求的资源不存在。</translation>
    </message>
    <message>
        <source>It may have been deleted. Refresh, or choose another instance.</source>
        <translation>资源可能已被删除。请刷新，或选择其他实例。</translation>
    </message>
    <message>
        <source>The registry refuses the request.</source>
        <translation>镜像服务拒绝了该请求。</translation>
    </message>
    <message>
        <source>Check the filter. If it is right, open a ticket with the request id.</source>
        <translation>请检查筛选条件。如无误，请附上请求 ID 提交工单。</translation>
    </message>
    <message>
        <source>The registry failed on its own side.</source>
        <translation>镜像服务发生内部错误。</translation>
    </message>
    <message>
        <source>Try again. If it goes on, open a ticket with the request id.</source>
        <translation>请重试。如持续出现，请附上请求 ID 提交工单。</translation>
    </message>
    <message>
        <source>The reply could not be understood.</source>
        <translation>无法解析返回的数据。</translation>
    </message>
    <message>
        <source>Check whether a proxy changes replies, and the endpoint. If not, report the request id.</source>
        <translation>请检查代理是否改动了返回数据，以及服务接入点（Endpoint）是否正确。如均无问题，请反馈请求 ID。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>A status and how many tasks have it, as in &quot;Failed: 37&quot;.
----------
A task that failed or is stuck: %1 is its image, %2 why it failed, or where it goes</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>None failed.</source>
        <translation>没有失败的任务。</translation>
    </message>
    <message>
        <source>Most failures: %1 of %2 between %3 and %4.</source>
        <extracomment>%1 and %2 are numbers of tasks, %3 and %4 times.</extracomment>
        <translation>失败最多的时段：%3 至 %4，%2 个任务中有 %1 个失败。</translation>
    </message>
    <message>
        <source>The registry is not allowed to use its object storage (OSS).</source>
        <translation>镜像服务无权访问对象存储（OSS）。</translation>
    </message>
    <message>
        <source>The tag already exists at the destination and is immutable there.</source>
        <translation>目标仓库中已存在该镜像版本，且版本不可变。</translation>
    </message>
    <message>
        <source>The format of the image&apos;s manifest or configuration is not supported.</source>
        <translation>不支持该镜像的 Manifest 或 Config 格式。</translation>
    </message>
    <message>
        <source>Rebuild the image in the Docker v2 or OCI format, or convert it, and push it again.</source>
        <translation>请以 Docker v2 或 OCI 格式重新构建镜像，或转换格式，然后重新推送。</translation>
    </message>
    <message>
        <source>Retry. If it fails again, open a ticket with the task id %1.</source>
        <translation>请重试。如再次失败，请附上任务 ID %1 提交工单。</translation>
    </message>
    <message>
        <source>The network between source and destination was unstable.</source>
        <translation>源与目标之间的网络不稳定。</translation>
    </message>
    <message>
        <source>Retry. If it fails again, check the custom link: its VPC, the bandwidth and the CEN routes.</source>
        <translation>请重试。如再次失败，请检查自定义链路的 VPC、带宽和云企业网（CEN）路由。</translation>
    </message>
    <message>
        <source>The image&apos;s manifest or configuration is too large.</source>
        <translation>该镜像的 Manifest 或 Config 过大。</translation>
    </message>
    <message>
        <source>Reduce labels, build history or the number of layers, and push the image again.</source>
        <translation>请减少镜像的 Label、构建历史或层数，然后重新推送。</translation>
    </message>
    <message>
        <source>The registry gave no cause.</source>
        <translation>镜像服务未返回失败原因。</translation>
    </message>
    <message>
        <source>The registry says: %1.</source>
        <translation>镜像服务返回：%1。</translation>
    </message>
    <message>
        <source>Check that the destination instance is running and that the namespace %1 exists there and may create repositories, then retry. If it fails again, open a ticket with the task id %2.</source>
        <translation>请确认目标实例运行中，且其中存在命名空间 %1 并已开启自动创建仓库，然后重试。如再次失败，请附上任务 ID %2 提交工单。</translation>
    </message>
    <message>
        <source>, </source>
        <extracomment>Between the parts of a list.</extracomment>
        <translation>，</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>Two whole sentences, one after the other.</extracomment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>The access key could not be read.</source>
        <translation>无法读取访问密钥。</translation>
    </message>
    <message>
        <source>%1 Fix this, or choose another profile, then retry.</source>
        <extracomment>%1 is a sentence that says what is wrong with a file.</extracomment>
        <translation>%1请修正后重试，或选择其他配置。</translation>
    </message>
    <message>
        <source>The program is not set up to ask this registry.</source>
        <translation>当前设置无法访问该镜像服务。</translation>
    </message>
    <message>
        <source>Check the network, the proxy and the endpoint.</source>
        <translation>请检查网络、代理和访问地址。</translation>
    </message>
    <message>
        <source>failed, running, waiting, cancelled, done</source>
        <translation>failed、running、waiting、cancelled、done</translation>
    </message>
    <message>
        <source>why it failed</source>
        <translation>失败原因</translation>
    </message>
    <message>
        <source>namespace of either end</source>
        <translation>源或目标的命名空间</translation>
    </message>
    <message>
        <source>repository of either end</source>
        <translation>源或目标的仓库</translation>
    </message>
    <message>
        <source>tag of either end</source>
        <translation>源或目标的版本</translation>
    </message>
    <message>
        <source>namespace/repository:tag of either end</source>
        <translation>源或目标的“命名空间/仓库:版本”</translation>
    </message>
    <message>
        <source>name or id of the rule</source>
        <translation>同步规则的名称或 ID</translation>
    </message>
    <message>
        <source>tasks of one push</source>
        <translation>同一次推送产生的任务</translation>
    </message>
    <message>
        <source>push or manual</source>
        <translation>push 或 manual</translation>
    </message>
    <message>
        <source>region or instance it comes from</source>
        <translation>源地域或源实例</translation>
    </message>
    <message>
        <source>region or instance it goes to</source>
        <translation>目标地域或目标实例</translation>
    </message>
    <message>
        <source>both regions: from&gt;to</source>
        <translation>两端地域：源&gt;目标</translation>
    </message>
    <message>
        <source>instance that lists the task</source>
        <translation>列出该任务的实例</translation>
    </message>
    <message>
        <source>id of the task</source>
        <translation>任务 ID</translation>
    </message>
    <message>
        <source>ended (or began) within 2h, 7d, or after 2026-11-20T10:00</source>
        <translation>结束（或开始）于最近 2h、7d 内，或 2026-11-20T10:00 之后</translation>
    </message>
    <message>
        <source>ended (or began) before</source>
        <translation>结束（或开始）于此之前</translation>
    </message>
    <message>
        <source>time since it was created, as in age&gt;30m</source>
        <translation>创建至今的时长，如 age&gt;30m</translation>
    </message>
    <message>
        <source>how long it took, as in duration&gt;5m</source>
        <translation>耗时，如 duration&gt;5m</translation>
    </message>
    <message>
        <source>to another account: yes or no</source>
        <translation>是否跨账号：yes 或 no</translation>
    </message>
    <message>
        <source>through the accelerated network: yes or no</source>
        <translation>是否使用同步加速：yes 或 no</translation>
    </message>
    <message numerus="yes">
        <source>The query is too long: at most %n character(s) are read.</source>
        <translation>
            <numerusform>查询过长：最多读取 %n 个字符。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A query has at most %n value(s).</source>
        <translation>
            <numerusform>一条查询最多包含 %n 个值。</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no field “%1”. Did you mean “%2:”?</source>
        <translation>没有字段“%1”。是否想输入“%2:”？</translation>
    </message>
    <message>
        <source>There is no field “%1”. To look for a text with a colon, put it in quotation marks.</source>
        <translation>没有字段“%1”。如需查找带冒号的文本，请加英文引号。</translation>
    </message>
    <message>
        <source>A value is missing here.</source>
        <translation>此处缺少值。</translation>
    </message>
    <message>
        <source>The closing quotation mark is missing.</source>
        <translation>缺少右引号。</translation>
    </message>
    <message>
        <source>The closing slash of the regular expression is missing.</source>
        <translation>正则表达式缺少结尾的斜杠。</translation>
    </message>
    <message>
        <source>The regular expression is not valid: %1.</source>
        <translation>正则表达式无效：%1。</translation>
    </message>
    <message>
        <source>“%1” is not a time. Write 2h, 7d, today, 2026-11-20 or 2026-11-20T10:00.</source>
        <translation>“%1”不是时间。请输入 2h、7d、today、2026-11-20 或 2026-11-20T10:00。</translation>
    </message>
    <message>
        <source>“%1” is not a length of time. Write 45s, 30m, 2h or 7d.</source>
        <translation>“%1”不是时长。请输入 45s、30m、2h 或 7d。</translation>
    </message>
    <message>
        <source>Write a route as two regions, as in cn-hangzhou&gt;eu-central-1.</source>
        <translation>同步方向请写成两个地域，如 cn-hangzhou&gt;eu-central-1。</translation>
    </message>
    <message>
        <source>Compare with &gt; or &lt;, as in age&gt;30m.</source>
        <translation>请用 &gt; 或 &lt; 比较，如 age&gt;30m。</translation>
    </message>
    <message>
        <source>Only age and duration can be compared with &gt; or &lt;; write a colon.</source>
        <translation>只有 age 和 duration 可用 &gt; 或 &lt; 比较；请改用英文冒号。</translation>
    </message>
    <message>
        <source>A condition must follow the minus sign.</source>
        <translation>减号后须有条件。</translation>
    </message>
    <message>
        <source>No tasks between %1 and %2.</source>
        <extracomment>%1 and %2 are times.</extracomment>
        <translation>%1 至 %2 没有任务。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) between %1 and %2. %3.</source>
        <extracomment>%1 and %2 are times, %3 a list such as &quot;Failed: 37, Done: 1,200&quot;.</extracomment>
        <translation>
            <numerusform>%1 至 %2 有 %Ln 个任务。%3。</numerusform>
        </translation>
    </message>
    <message>
        <source>Begin</source>
        <extracomment>Names of the columns of a copied table: a bucket of time begins and ends.</extracomment>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>Tasks by status</source>
        <extracomment>Name of a chart over time.</extracomment>
        <translation>各状态任务数</translation>
    </message>
    <message>
        <source>Duration</source>
        <extracomment>Name of a chart over time.</extracomment>
        <translation>耗时</translation>
    </message>
    <message>
        <source>Success rate</source>
        <extracomment>Name of a chart over time: how many of the tasks succeeded.</extracomment>
        <translation>成功率</translation>
    </message>
    <message>
        <source>Backlog</source>
        <extracomment>Name of a chart over time: how many tasks are not finished.</extracomment>
        <translation>未完成任务数</translation>
    </message>
    <message>
        <source>%1 %</source>
        <extracomment>a share, e.g. &quot;99.1 %&quot;
----------
%1 is a number, as in &quot;61 %&quot;.</extracomment>
        <translation>%1%</translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) done between %1 and %2.</source>
        <extracomment>%1 and %2 are times.</extracomment>
        <translation>
            <numerusform>%1 至 %2 完成了 %Ln 个任务。</numerusform>
        </translation>
    </message>
    <message>
        <source>Slowest: 95 % within %1, half within %2, between %3 and %4.</source>
        <extracomment>%1 and %2 are durations, %3 and %4 times.</extracomment>
        <translation>最慢的时段：%3 至 %4，95% 的任务耗时不超过 %1，半数不超过 %2。</translation>
    </message>
    <message>
        <source>%1 of %2 tasks succeeded between %3 and %4.</source>
        <extracomment>%1 is a percentage, %2 a number of tasks, %3 and %4 times.</extracomment>
        <translation>%3 至 %4 的 %2 个任务，成功率为 %1。</translation>
    </message>
    <message>
        <source>Lowest: %1 between %2 and %3.</source>
        <extracomment>%1 is a percentage; %2 and %3 are times.</extracomment>
        <translation>成功率最低的时段：%2 至 %3，%1。</translation>
    </message>
    <message>
        <source>No unfinished tasks between %1 and %2.</source>
        <extracomment>%1 and %2 are times.</extracomment>
        <translation>%1 至 %2 没有未完成的任务。</translation>
    </message>
    <message numerus="yes">
        <source>At most %Ln unfinished task(s), at %1.</source>
        <extracomment>%1 is a time.</extracomment>
        <translation>
            <numerusform>未完成任务最多为 %Ln 个（%1）。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln at the end.</source>
        <comment>unfinished tasks</comment>
        <translation>
            <numerusform>期末为 %Ln 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>Median, seconds</source>
        <translation>中位数（秒）</translation>
    </message>
    <message>
        <source>p95, seconds</source>
        <translation>P95（秒）</translation>
    </message>
    <message>
        <source>Success rate, %</source>
        <translation>成功率（%）</translation>
    </message>
    <message>
        <source>Unfinished at the end</source>
        <extracomment>Name of a column of a copied table: how many tasks are not finished.</extracomment>
        <translation>期末未完成</translation>
    </message>
    <message>
        <source>The destination belongs to another account: its owner has to do that there.</source>
        <translation>目标端属于其他账号，须由其所有者在那里操作。</translation>
    </message>
    <message>
        <source>Check whether the registry&apos;s service role may use the OSS bucket of %1 and of %2. Grant it again where it may not, then retry.</source>
        <translation>请检查镜像服务的服务角色是否有权访问 %1 和 %2 的 OSS Bucket；如无权限，请重新授权后重试。</translation>
    </message>
    <message>
        <source>With the same digest at both ends there is nothing to do. Else push a new tag, or allow overwriting in %1 at %2 and retry.</source>
        <translation>如两端 Digest 一致，则无需处理；否则请推送新的镜像版本，或在实例 %2 的仓库 %1 中关闭版本不可变后重试。</translation>
    </message>
    <message>
        <source>Retry. Sync acceleration is already on; if it fails again, consider a custom link between the regions (Premium edition).</source>
        <translation>请重试。同步加速已开启；如再次失败，可考虑在两个地域之间使用自定义链路（需高级版）。</translation>
    </message>
    <message>
        <source>Retry. If it fails again, turn on sync acceleration or set up a custom link between the regions (both need the Premium edition).</source>
        <translation>请重试。如再次失败，请开启同步加速，或在两个地域之间配置自定义链路（均需高级版）。</translation>
    </message>
    <message>
        <source>Profile %1: %2</source>
        <extracomment>%1 names a profile, %2 is a sentence: what happened to it.</extracomment>
        <translation>配置 %1：%2</translation>
    </message>
    <message>
        <source>Changes are not allowed for this profile.</source>
        <translation>此配置未允许更改。</translation>
    </message>
    <message>
        <source>The registry does not permit it to this key.</source>
        <translation>镜像服务不允许此密钥执行该操作。</translation>
    </message>
    <message>
        <source>It is not finished yet.</source>
        <translation>任务尚未结束。</translation>
    </message>
    <message>
        <source>It is done: the image arrived.</source>
        <translation>任务已完成，镜像已到达。</translation>
    </message>
    <message>
        <source>Already finished.</source>
        <translation>任务已结束，无可取消。</translation>
    </message>
    <message>
        <source>The registry does not say what was copied where.</source>
        <translation>镜像服务未说明复制的内容和目标。</translation>
    </message>
    <message>
        <source>The account id of the destination is needed.</source>
        <translation>需要目标端的账号 ID。</translation>
    </message>
    <message>
        <source>A later task brought the image there.</source>
        <translation>之后的任务已将镜像送达。</translation>
    </message>
    <message>
        <source>A newer task of the same image and destination is in this list.</source>
        <translation>列表中有同一镜像、同一目标的更新任务。</translation>
    </message>
    <message>
        <source>Cancel the task</source>
        <translation>取消任务</translation>
    </message>
    <message>
        <source>Run the rule %1 for this tag</source>
        <translation>对该版本执行规则 %1</translation>
    </message>
    <message>
        <source>Copy again, replacing the tag</source>
        <translation>重新复制并覆盖版本</translation>
    </message>
    <message>
        <source>Copy again</source>
        <translation>重新复制</translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Looking at what is there…</source>
        <translation>正在查看现状…</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>正在发送…</translation>
    </message>
    <message>
        <source>The answer was lost; reading what took place…</source>
        <translation>应答丢失，正在读取实际结果…</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已受理</translation>
    </message>
    <message>
        <source>Accepted as %1</source>
        <translation>已受理，任务 %1</translation>
    </message>
    <message>
        <source>The answer was lost, but it took place</source>
        <translation>应答丢失，但操作已生效</translation>
    </message>
    <message>
        <source>The answer was lost, but %1 was created</source>
        <translation>应答丢失，但任务 %1 已创建</translation>
    </message>
    <message>
        <source>Not sent: %1 copies the same already</source>
        <translation>未发送：%1 已在复制同一镜像</translation>
    </message>
    <message>
        <source>The answer was lost, and nothing can be seen of it yet. Look at the list again before you send it once more.</source>
        <translation>应答丢失，目前看不到任何结果。再次发送前请重新查看列表。</translation>
    </message>
    <message>
        <source>The answer was lost, and the list cannot be read. It may have taken place: look before you send it once more.</source>
        <translation>应答丢失，且无法读取列表。操作可能已生效，再次发送前请先查看。</translation>
    </message>
    <message>
        <source>“%1” cannot be used here. Use one of: %2.</source>
        <translation>“%1”不是此处可用的词，可用：%2。</translation>
    </message>
    <message>
        <source>No watched profile can be asked for this instance.</source>
        <translation>当前查看的配置中没有可用于查询该实例的配置。</translation>
    </message>
    <message>
        <source>Choose the profile that lists it in the menu, then retry.</source>
        <translation>请在菜单中选择能列出该实例的配置，然后重试。</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <extracomment>Below some examples</extracomment>
        <translation>
            <numerusform>另有 %Ln 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) failed</source>
        <translation>
            <numerusform>%Ln 个任务失败</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) stuck</source>
        <translation>
            <numerusform>%Ln 个任务卡住</numerusform>
        </translation>
    </message>
    <message>
        <source>No answer from the registry</source>
        <translation>镜像仓库没有响应</translation>
    </message>
    <message>
        <source>The registry answers again</source>
        <translation>镜像仓库恢复响应</translation>
    </message>
    <message>
        <source>The list of tasks is %1 old.</source>
        <extracomment>%1 is a length of time</extracomment>
        <translation>任务列表已有 %1 未更新。</translation>
    </message>
    <message>
        <source>It had not answered for %1.</source>
        <extracomment>%1 is a length of time</extracomment>
        <translation>此前 %1 没有响应。</translation>
    </message>
    <message>
        <source>Repaired at %1 by a later copy</source>
        <extracomment>A later task of the same image to the same destination succeeded; %1 is a time</extracomment>
        <translation>%1 由之后的同步修复</translation>
    </message>
    <message>
        <source>No instance is watched from which a rule could copy.</source>
        <translation>没有可作为规则源的监控实例。</translation>
    </message>
    <message>
        <source>No rule is chosen.</source>
        <translation>未选择规则。</translation>
    </message>
    <message>
        <source>The registry does not list this rule.</source>
        <translation>镜像服务没有列出此规则。</translation>
    </message>
    <message>
        <source>The rule belongs to the instance it copies from, which is not watched here: delete it there.</source>
        <translation>此规则属于其源实例，而该实例未在此监控：请在源实例处删除。</translation>
    </message>
    <message>
        <source>Spaces are not allowed.</source>
        <translation>不能包含空格。</translation>
    </message>
    <message>
        <source>Not “%1”: letters, digits and . _ - can be in it.</source>
        <translation>不能包含“%1”：只能使用字母、数字和 . _ -。</translation>
    </message>
    <message>
        <source>Write .* for all tags.</source>
        <translation>全部版本请填写 .*。</translation>
    </message>
    <message>
        <source>Write the id of the other main account.</source>
        <translation>请填写对方主账号 ID。</translation>
    </message>
    <message>
        <source>An account id is up to 20 digits.</source>
        <translation>账号 ID 最多为 20 位数字。</translation>
    </message>
    <message>
        <source>Give the rule a name.</source>
        <translation>请填写规则名称。</translation>
    </message>
    <message>
        <source>Choose the instance to copy from.</source>
        <translation>请选择源实例。</translation>
    </message>
    <message>
        <source>Name the namespace to copy from.</source>
        <translation>请填写源命名空间。</translation>
    </message>
    <message>
        <source>Name the repository to copy from.</source>
        <translation>请填写源仓库。</translation>
    </message>
    <message>
        <source>Choose where to copy to, or write an id.</source>
        <translation>请选择目标实例，或填写其 ID。</translation>
    </message>
    <message>
        <source>Choose the region of the destination.</source>
        <translation>请选择目标实例所在地域。</translation>
    </message>
    <message>
        <source>Source and destination are the same.</source>
        <translation>源与目标相同。</translation>
    </message>
    <message>
        <source>Name the namespace to copy to; it must exist.</source>
        <translation>请填写目标命名空间：它必须已存在。</translation>
    </message>
    <message>
        <source>Name the repository to copy to; it must exist.</source>
        <translation>请填写目标仓库：它必须已存在。</translation>
    </message>
    <message>
        <source>Not a regular expression: at character %1, %2.</source>
        <extracomment>%1 is the number of a character in a regular expression, %2 what is wrong there</extracomment>
        <translation>正则表达式无效：第 %1 个字符处，%2。</translation>
    </message>
    <message>
        <source>The rule %1 already copies between these two: what both take is copied twice.</source>
        <translation>规则 %1 已有相同的源和目标：两者都匹配的镜像会同步两次。</translation>
    </message>
    <message>
        <source>The rule %1 copies some of it to the same place already.</source>
        <translation>规则 %1 已将其中一部分同步到同一目标。</translation>
    </message>
    <message>
        <source>The rule %1 copies back: images may go round in a loop.</source>
        <translation>规则 %1 会反向同步：镜像可能循环同步。</translation>
    </message>
    <message>
        <source>The destination is not watched here. If another account owns it, its account id is needed.</source>
        <translation>目标实例未在此监控。如属于其他账号，须填写其账号 ID。</translation>
    </message>
    <message>
        <source>It would fail again.</source>
        <translation>会再次失败。</translation>
    </message>
    <message>
        <source>The proxy cannot be used.</source>
        <translation>代理无法使用。</translation>
    </message>
    <message>
        <source>No loaded task has the status “%1”. Other words: %2.</source>
        <extracomment>%1 was written after &quot;status:&quot;, %2 is a list of words</extracomment>
        <translation>已加载的任务中没有状态“%1”。其他可用的词：%2。</translation>
    </message>
    <message>
        <source>No loaded task has the cause “%1”. Other words: %2.</source>
        <extracomment>%1 was written after &quot;cause:&quot;, %2 is a list of words</extracomment>
        <translation>已加载的任务中没有原因“%1”。其他可用的词：%2。</translation>
    </message>
    <message>
        <source>No loaded task has the trigger “%1”. Other words: %2.</source>
        <extracomment>%1 was written after &quot;trigger:&quot;, %2 is a list of words</extracomment>
        <translation>已加载的任务中没有触发方式“%1”。其他可用的词：%2。</translation>
    </message>
    <message>
        <source>“%1” cannot be used here. Write several values of one field with a comma, as in field:a,b.</source>
        <translation>此处不能使用“%1”。同一字段的多个值请用逗号分隔，例如 field:a,b。</translation>
    </message>
    <message>
        <source>Leave “%1” out: all conditions must hold.</source>
        <translation>请去掉“%1”：所有条件本来就须同时满足。</translation>
    </message>
    <message>
        <source>“%1” cannot be used here. Write a minus sign before the condition, as in -status:done.</source>
        <translation>此处不能使用“%1”。请在条件前加减号，例如 -status:done。</translation>
    </message>
    <message>
        <source>The regular expression is too costly: it takes too many steps over one of the texts. Avoid a repetition inside a repetition, as in (a+)+.</source>
        <translation>正则表达式代价过高：匹配某个文本所需的步骤太多。请避免在重复中嵌套重复，例如 (a+)+。</translation>
    </message>
    <message>
        <source>It is replaced only where the destination repository allows overwriting.</source>
        <translation>仅当目标仓库允许覆盖时才会覆盖该版本。</translation>
    </message>
    <message>
        <source>Choose to replace the tag, or allow overwriting in the destination repository.</source>
        <translation>请选择覆盖该版本，或在目标仓库中允许覆盖。</translation>
    </message>
    <message>
        <source>Allow overwriting in the destination repository first.</source>
        <translation>请先在目标仓库中允许覆盖。</translation>
    </message>
    <message>
        <source>Rebuild the image and push it again first.</source>
        <translation>请先重新构建镜像并再次推送。</translation>
    </message>
    <message>
        <source>Grant the permission first.</source>
        <translation>请先授予该权限。</translation>
    </message>
    <message>
        <source>Fix this first.</source>
        <translation>请先解决此问题。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them earlier, or without a time.</source>
        <comment>tasks</comment>
        <translation>
            <numerusform>其中 %Ln 个更早，或没有时间。</numerusform>
        </translation>
    </message>
    <message>
        <source>Deleted</source>
        <extracomment>A task that was running when it was read last, and that the registry deleted</extracomment>
        <translation>已删除</translation>
    </message>
    <message>
        <source>A tag begins with a letter, a digit or _.</source>
        <translation>版本须以字母、数字或 _ 开头。</translation>
    </message>
    <message>
        <source>A tag has up to 128 characters.</source>
        <translation>版本最多 128 个字符。</translation>
    </message>
    <message>
        <source>No task can match both “%1” and “%2”.</source>
        <extracomment>%1 and %2 are conditions of a query, as &quot;status:failed&quot;</extracomment>
        <translation>没有任务能同时满足“%1”和“%2”。</translation>
    </message>
    <message>
        <source>For either, write “%1”.</source>
        <extracomment>%1 is a condition of a query with several values, as &quot;status:failed,done&quot;</extracomment>
        <translation>要查任意一个，请写“%1”。</translation>
    </message>
    <message>
        <source>The profile has no temporary key that is still valid.</source>
        <translation>该配置没有仍然有效的临时密钥。</translation>
    </message>
    <message>
        <source>No temporary key could be obtained with %1. The answer: %2</source>
        <extracomment>%1 is the name of what was asked for the key, such as AssumeRole.</extracomment>
        <translation>无法通过 %1 获取临时密钥。对方的回答：%2</translation>
    </message>
    <message>
        <source>Check the profile and what it may do, then retry.</source>
        <translation>请检查该配置及其权限，然后重试。</translation>
    </message>
    <message>
        <source>No temporary key can be obtained with %1 at the moment: %2</source>
        <extracomment>%1 is the name of what was asked for the key, such as AssumeRole; %2 is a sentence.</extracomment>
        <translation>目前无法通过 %1 获取临时密钥：%2</translation>
    </message>
    <message>
        <source>Try again. If it goes on, check the profile, and whether this computer can reach what gives the key.</source>
        <translation>请重试。如果问题持续，请检查该配置，以及本机能否访问提供密钥的一方。</translation>
    </message>
    <message>
        <source>The registry refuses the time of the request, though the clock of this computer agrees with its own.</source>
        <translation>镜像服务拒绝了请求的时间，但本机时钟与其时钟一致。</translation>
    </message>
    <message>
        <source>Try again. If it goes on, check whether a proxy delays requests, or open a ticket with the request id.</source>
        <translation>请重试。如果仍然出现，请检查代理是否延迟了请求，或凭请求 ID 提交工单。</translation>
    </message>
    <message>
        <source>The clock of this computer is %1 ahead of the registry&apos;s, which refuses the request.</source>
        <translation>本机时钟比镜像服务快 %1，因此请求被拒绝。</translation>
    </message>
    <message>
        <source>The clock of this computer is %1 behind the registry&apos;s, which refuses the request.</source>
        <extracomment>%1 is a duration</extracomment>
        <translation>本机时钟比镜像服务慢 %1，因此请求被拒绝。</translation>
    </message>
    <message>
        <source>The keychain is locked.</source>
        <translation>钥匙串已锁定。</translation>
    </message>
    <message>
        <source>Unlock it, then retry.</source>
        <translation>请解锁，然后重试。</translation>
    </message>
    <message>
        <source>The keychain does not give the key.</source>
        <translation>钥匙串不提供该密钥。</translation>
    </message>
    <message>
        <source>Allow this program to read it, then retry.</source>
        <translation>请允许本程序读取，然后重试。</translation>
    </message>
    <message>
        <source>The keychain does not answer.</source>
        <translation>钥匙串没有应答。</translation>
    </message>
    <message>
        <source>Look for a question of it on the screen, or start it anew, then retry.</source>
        <translation>请查看屏幕上是否有其提问，或重新启动它，然后重试。</translation>
    </message>
    <message>
        <source>The keychain has no such key any more.</source>
        <translation>钥匙串中已没有该密钥。</translation>
    </message>
    <message>
        <source>Add the key again, or choose another one.</source>
        <translation>请重新添加该密钥，或选择其他密钥。</translation>
    </message>
    <message>
        <source>What the keychain holds under this name is no access key of this program.</source>
        <translation>钥匙串中此名称下的内容不是本程序的访问密钥。</translation>
    </message>
    <message>
        <source>Remove it, then add the key again.</source>
        <translation>请移除它，然后重新添加密钥。</translation>
    </message>
    <message>
        <source>The keychain cannot be used.</source>
        <translation>无法使用钥匙串。</translation>
    </message>
    <message>
        <source>No further attempt was made: too many have failed lately.</source>
        <translation>未再尝试：最近失败的次数太多。</translation>
    </message>
    <message>
        <source>Check the endpoint and its port, and whether a firewall is in the way.</source>
        <translation>请检查接入点及其端口，以及是否被防火墙阻挡。</translation>
    </message>
    <message>
        <source>%2 Check its address: the option --proxy, the settings, or the variable.</source>
        <translation>%2 请检查代理地址：选项 --proxy、设置或环境变量。</translation>
    </message>
    <message>
        <source>%2 Ask who runs the proxy, check the endpoint, or name the host in NO_PROXY.</source>
        <translation>%2 请联系代理的管理者，检查接入点，或将该主机写入 NO_PROXY。</translation>
    </message>
    <message>
        <source>%2 Check the clock. If it is right, who runs the server has to replace the certificate.</source>
        <translation>%2 请检查时钟。如果时钟正确，则须由服务器的管理者更换证书。</translation>
    </message>
    <message>
        <source>%2 If that is meant so, as with a proxy that reads TLS, name the file with the authority&apos;s certificate (--ca-file, or the settings). If not, somebody else may be answering.</source>
        <translation>%2 如果本应如此（例如代理会解密 TLS），请指定含有该颁发机构证书的文件（--ca-file 或设置）；否则应答者可能另有其人。</translation>
    </message>
    <message>
        <source>%2 Who runs the server, or a proxy in between, has to replace it.</source>
        <translation>%2 须由服务器或中间代理的管理者更换证书。</translation>
    </message>
    <message>
        <source>%2 Check the endpoint and its port, and whether a proxy is in between.</source>
        <translation>%2 请检查接入点及其端口，以及中间是否有代理。</translation>
    </message>
    <message>
        <source>%3 Check the endpoint and its port, and whether a proxy is in between.</source>
        <translation>%3 请检查接入点及其端口，以及中间是否有代理。</translation>
    </message>
    <message>
        <source>%3 Try again. If it goes on, check what is in between: a proxy, a firewall or a VPN.</source>
        <translation>%3 请重试。如果一直如此，请检查中间的环节：代理、防火墙或 VPN。</translation>
    </message>
    <message>
        <source>%1 refuses the connection.</source>
        <translation>%1 拒绝连接。</translation>
    </message>
    <message>
        <source>The name %1 could not be resolved.</source>
        <translation>无法解析名称 %1。</translation>
    </message>
    <message>
        <source>Check the region and the endpoint, and the network and the DNS of this computer.</source>
        <translation>请检查地域和接入点，以及本机的网络和 DNS。</translation>
    </message>
    <message>
        <source>There is no network, or no way to %1.</source>
        <translation>没有网络，或没有通往 %1 的路由。</translation>
    </message>
    <message>
        <source>%3 Check the network of this computer, and a VPN if there is one.</source>
        <translation>%3 请检查本机的网络，以及 VPN（如有）。</translation>
    </message>
    <message>
        <source>This computer does not allow a connection to %1.</source>
        <translation>本机不允许连接 %1。</translation>
    </message>
    <message>
        <source>Check its firewall, and the limits under which this program runs.</source>
        <translation>请检查本机的防火墙，以及本程序运行时所受的限制。</translation>
    </message>
    <message>
        <source>This computer has too many connections or files open.</source>
        <translation>本机打开的连接或文件过多。</translation>
    </message>
    <message>
        <source>Close other programs, or raise the limit of open files.</source>
        <translation>请关闭其他程序，或提高可打开文件数的上限。</translation>
    </message>
    <message>
        <source>The connection to %1 was closed before the reply was complete.</source>
        <translation>与 %1 的连接在应答完整之前被关闭。</translation>
    </message>
    <message>
        <source>The connection to %1 failed.</source>
        <translation>与 %1 的连接失败。</translation>
    </message>
    <message>
        <source>The secure connection to %1 failed.</source>
        <translation>与 %1 的安全连接失败。</translation>
    </message>
    <message>
        <source>No connection to %1 could be made in time.</source>
        <translation>未能及时连接到 %1。</translation>
    </message>
    <message>
        <source>%3 Check the network, the proxy and the endpoint: a firewall that drops what is sent looks like this.</source>
        <translation>%3 请检查网络、代理和接入点：丢弃数据包的防火墙也会造成这种现象。</translation>
    </message>
    <message>
        <source>%1 was silent for too long.</source>
        <translation>%1 过久没有响应。</translation>
    </message>
    <message>
        <source>%1 did not reply completely in time.</source>
        <translation>%1 未能及时完整应答。</translation>
    </message>
    <message>
        <source>The proxy refuses the connection.</source>
        <translation>代理拒绝连接。</translation>
    </message>
    <message>
        <source>The name of the proxy could not be resolved.</source>
        <translation>无法解析代理的名称。</translation>
    </message>
    <message>
        <source>The proxy closed the connection.</source>
        <translation>代理关闭了连接。</translation>
    </message>
    <message>
        <source>The proxy did not answer in time.</source>
        <translation>代理未及时应答。</translation>
    </message>
    <message>
        <source>What answers is not a proxy, or one that failed.</source>
        <translation>应答者不是代理，或者代理出现故障。</translation>
    </message>
    <message>
        <source>There is no way to the proxy, or from it to %1.</source>
        <translation>没有通往代理的路由，或没有从代理通往 %1 的路由。</translation>
    </message>
    <message>
        <source>The proxy asks for a user name and a password.</source>
        <translation>代理要求提供用户名和密码。</translation>
    </message>
    <message>
        <source>The proxy does not let the connection through.</source>
        <translation>代理不放行该连接。</translation>
    </message>
    <message>
        <source>The proxy does not allow connections to %1.</source>
        <translation>代理不允许连接 %1。</translation>
    </message>
    <message>
        <source>The proxy cannot connect to %1.</source>
        <translation>代理无法连接 %1。</translation>
    </message>
    <message>
        <source>The proxy does not find %1.</source>
        <translation>代理找不到 %1。</translation>
    </message>
    <message>
        <source>The CA file cannot be used.</source>
        <translation>CA 文件无法使用。</translation>
    </message>
    <message>
        <source>%2 Name a file with certificates in PEM, or none: the option --ca-file, the settings, or SSL_CERT_FILE.</source>
        <translation>%2 请指定一个 PEM 格式的证书文件，或不指定：选项 --ca-file、设置或 SSL_CERT_FILE。</translation>
    </message>
    <message>
        <source>The certificate of %1 is signed by itself, and not trusted.</source>
        <translation>%1 的证书是自签名的，不受信任。</translation>
    </message>
    <message>
        <source>The certificate of %1 is not from an authority that this computer trusts.</source>
        <translation>%1 的证书并非由本机信任的机构颁发。</translation>
    </message>
    <message>
        <source>The certificate of %1 was revoked.</source>
        <translation>%1 的证书已被吊销。</translation>
    </message>
    <message>
        <source>The certificate of %1 is too weak.</source>
        <translation>%1 的证书强度不足。</translation>
    </message>
    <message>
        <source>The certificate of %1 is refused.</source>
        <translation>%1 的证书被拒绝。</translation>
    </message>
    <message>
        <source>The certificate of %1 is not valid yet.</source>
        <translation>%1 的证书尚未生效。</translation>
    </message>
    <message>
        <source>The certificate of %1 has expired.</source>
        <translation>%1 的证书已过期。</translation>
    </message>
    <message>
        <source>The certificate of %1 is for another host.</source>
        <translation>%1 的证书属于另一主机。</translation>
    </message>
    <message>
        <source>%2 Check the endpoint; a network that asks to sign in, or a proxy that reads TLS, looks like this, too.</source>
        <translation>%2 请检查接入点；需要登录的网络或会解密 TLS 的代理也会造成这种现象。</translation>
    </message>
    <message>
        <source>%1 offers no version of TLS that is safe.</source>
        <translation>%1 不提供安全的 TLS 版本。</translation>
    </message>
    <message>
        <source>%3 TLS 1.2 or later is needed. Who runs the server, or a proxy in between, has to allow it.</source>
        <translation>%3 需要 TLS 1.2 或更高版本，须由服务器或中间代理的管理者启用。</translation>
    </message>
    <message>
        <source>%1 does not answer in TLS.</source>
        <translation>%1 未以 TLS 应答。</translation>
    </message>
    <message>
        <source>No secure connection to %1 can be agreed on.</source>
        <translation>无法与 %1 协商安全连接。</translation>
    </message>
    <message>
        <source>What answers does not serve the name %1.</source>
        <translation>应答者不提供名称 %1 的服务。</translation>
    </message>
    <message>
        <source>%1 asks this program for a certificate.</source>
        <translation>%1 要求本程序出示证书。</translation>
    </message>
    <message>
        <source>%3 It has none. Check the endpoint: the registry does not ask for one.</source>
        <translation>%3 本程序没有证书。请检查接入点：镜像仓库并不要求证书。</translation>
    </message>
    <message>
        <source>No secure connection to %1 could be made.</source>
        <translation>无法与 %1 建立安全连接。</translation>
    </message>
    <message>
        <source>The connection to %1 was closed before it was secure.</source>
        <translation>与 %1 的连接在建立安全之前被关闭。</translation>
    </message>
    <message>
        <source>%3 Check the endpoint and its port. A firewall or a proxy that forbids the host looks like this, too.</source>
        <translation>%3 请检查接入点及其端口。禁止该主机的防火墙或代理也会造成这种现象。</translation>
    </message>
    <message>
        <source>%1 does not answer in HTTP.</source>
        <translation>%1 未以 HTTP 应答。</translation>
    </message>
    <message>
        <source>The reply of %1 is too large.</source>
        <translation>%1 的应答过大。</translation>
    </message>
    <message>
        <source>The reply of %1 cannot be unpacked.</source>
        <translation>无法解压 %1 的应答。</translation>
    </message>
    <message>
        <source>The reply of %1 cannot be understood.</source>
        <translation>无法理解 %1 的应答。</translation>
    </message>
    <message>
        <source>The reply of %1 is not what the API promises.</source>
        <translation>%1 的应答与 API 的约定不符。</translation>
    </message>
    <message>
        <source>%1 sent a page instead of a reply.</source>
        <translation>%1 返回的是网页，而不是应答。</translation>
    </message>
    <message>
        <source>%2 If the network asks to sign in, do so in a browser; else check the endpoint and the proxy.</source>
        <translation>%2 如果网络需要登录，请在浏览器中登录；否则请检查接入点和代理。</translation>
    </message>
    <message>
        <source>%1 points to another address instead of replying.</source>
        <translation>%1 没有应答，而是指向另一地址。</translation>
    </message>
    <message>
        <source>A signed request is not sent on. If the network asks to sign in, do so in a browser; else check the endpoint.</source>
        <translation>已签名的请求不会转发。如果网络需要登录，请在浏览器中登录；否则请检查接入点。</translation>
    </message>
    <message>
        <source>The reply of %1 contradicts itself.</source>
        <translation>%1 的应答自相矛盾。</translation>
    </message>
    <message>
        <source>%2 Try again. If it goes on, open a ticket with the request id.</source>
        <translation>%2 请重试。如果一直如此，请附上请求 ID 提交工单。</translation>
    </message>
    <message>
        <source>%1 failed, and not in the registry&apos;s own words.</source>
        <translation>%1 出错，且并非镜像仓库自身的说明。</translation>
    </message>
    <message>
        <source>%2 A gateway or a proxy in between may have answered. Try again later.</source>
        <translation>%2 应答的可能是中间的网关或代理。请稍后重试。</translation>
    </message>
    <message>
        <source>A proxy asks for a user name and a password.</source>
        <translation>有代理要求提供用户名和密码。</translation>
    </message>
    <message>
        <source>%1 refuses the request, and not in the registry&apos;s own words.</source>
        <translation>%1 拒绝请求，且并非镜像仓库自身的说明。</translation>
    </message>
    <message>
        <source>%2 A proxy or a firewall in between may have answered. Check the endpoint.</source>
        <translation>%2 应答的可能是中间的代理或防火墙。请检查接入点。</translation>
    </message>
    <message>
        <source>%1 says that the request failed, and not why.</source>
        <translation>%1 表示请求失败，但没有说明原因。</translation>
    </message>
    <message>
        <source>the server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>no key</source>
        <extracomment>why nothing is asked, as in &quot;Paused: no key&quot;</extracomment>
        <translation>没有密钥</translation>
    </message>
    <message>
        <source>key expired</source>
        <extracomment>why nothing is asked, as in &quot;Paused: key expired&quot;</extracomment>
        <translation>密钥已过期</translation>
    </message>
    <message>
        <source>key refused</source>
        <extracomment>why nothing is asked, as in &quot;Paused: key refused&quot;</extracomment>
        <translation>密钥被拒绝</translation>
    </message>
    <message>
        <source>clock wrong</source>
        <extracomment>why nothing is asked, as in &quot;Paused: clock wrong&quot;</extracomment>
        <translation>时钟不准</translation>
    </message>
    <message>
        <source>no permission</source>
        <extracomment>why nothing is asked, as in &quot;Paused: no permission&quot;</extracomment>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>not set up</source>
        <extracomment>why nothing is asked, as in &quot;Paused: not set up&quot;</extracomment>
        <translation>未设置好</translation>
    </message>
    <message>
        <source>refused</source>
        <extracomment>why nothing is asked, as in &quot;Paused: refused&quot;</extracomment>
        <translation>被拒绝</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <extracomment>%1: a name, and the number of further ones</extracomment>
        <translation>
            <numerusform>%1 及另外 %Ln 个</numerusform>
        </translation>
    </message>
    <message>
        <source>No answer</source>
        <extracomment>state of an instance: it does not answer, and is asked again soon</extracomment>
        <translation>没有应答</translation>
    </message>
    <message>
        <source>Paused: %1</source>
        <extracomment>%1: why nothing is asked, such as &quot;key expired&quot;</extracomment>
        <translation>已暂停：%1</translation>
    </message>
    <message>
        <source>Next try %1</source>
        <extracomment>%1: &quot;in 8 s&quot;</extracomment>
        <translation>%1重试</translation>
    </message>
    <message>
        <source>%1: next try %2</source>
        <extracomment>%1: instances or profiles, %2: &quot;in 8 s&quot;</extracomment>
        <translation>%1：%2重试</translation>
    </message>
    <message>
        <source>%1: no answer</source>
        <extracomment>%1: instances or profiles</extracomment>
        <translation>%1：没有应答</translation>
    </message>
    <message>
        <source>%1 paused: %2</source>
        <extracomment>%1: instances or profiles; %2: why they are not asked: &quot;key expired&quot;</extracomment>
        <translation>%1 已暂停：%2</translation>
    </message>
    <message>
        <source>%1, next try %2</source>
        <extracomment>%1: &quot;Paused: key expired&quot;, %2: &quot;in 8 s&quot;</extracomment>
        <translation>%1，%2重试</translation>
    </message>
    <message>
        <source>There is no keychain on this desktop.</source>
        <translation>此桌面上没有钥匙串。</translation>
    </message>
    <message>
        <source>Start one that is a Secret Service (GNOME Keyring, or KeePassXC with that switched on), then retry, or use a profile.</source>
        <translation>请启动一个提供 Secret Service 的钥匙串（GNOME Keyring，或已开启此功能的 KeePassXC），然后重试，或使用配置。</translation>
    </message>
    <message>
        <source>The keychain did not keep the key.</source>
        <translation>钥匙串未保存此密钥。</translation>
    </message>
    <message>
        <source>Unlock it and agree to what it asks, then retry. It must be a Secret Service, as GNOME Keyring and KeePassXC are.</source>
        <translation>请解锁钥匙串并同意它的询问，然后重试。它必须提供 Secret Service，例如 GNOME Keyring 和 KeePassXC。</translation>
    </message>
    <message>
        <source>No key in the keychain can have this name.</source>
        <translation>钥匙串中的密钥不能使用此名称。</translation>
    </message>
    <message>
        <source>%2 Put them into the variable https_proxy, as http://user:password@host:port, special signs percent-encoded, leave --proxy and the setting empty, and start the program again.</source>
        <translation>%2 请将其写入环境变量 https_proxy，形式为 http://user:password@host:port，特殊字符用百分号编码；不要使用 --proxy，并将设置中的代理留空，然后重新启动本程序。</translation>
    </message>
    <message>
        <source>%2 If it needs them, put user and password into the variable https_proxy, as socks5://user:password@host:port, leave --proxy and the setting empty, and start the program again.</source>
        <translation>%2 如果代理需要用户名和密码，请将其写入环境变量 https_proxy，形式为 socks5://user:password@host:port；不要使用 --proxy，并将设置中的代理留空，然后重新启动本程序。</translation>
    </message>
    <message>
        <source>%2 It was answered in place of %1. Ask who runs this network.</source>
        <translation>%2 这是代替 %1 作出的应答。请联系该网络的管理者。</translation>
    </message>
    <message>
        <source>asked to wait</source>
        <extracomment>why nothing is asked, as in &quot;Paused: asked to wait&quot;, by whoever was asked: the registry, what gives temporary keys, a gateway</extracomment>
        <translation>需等待</translation>
    </message>
    <message>
        <source>%1 Check region and endpoint, then retry.</source>
        <extracomment>%1 is a sentence that says what is wrong with an address or a region.</extracomment>
        <translation>%1 请检查地域和服务接入点，然后重试。</translation>
    </message>
    <message>
        <source>%1 Asked: %2.</source>
        <extracomment>%1 is a sentence or two, %2 the name of a computer</extracomment>
        <translation>%1 询问的地址：%2。</translation>
    </message>
    <message>
        <source>Check the accounts…</source>
        <translation>检查账号…</translation>
    </message>
    <message>
        <source>Check the regions…</source>
        <translation>检查地域…</translation>
    </message>
    <message>
        <source>Check the endpoint…</source>
        <translation>检查服务接入点…</translation>
    </message>
    <message>
        <source>Check the proxy…</source>
        <translation>检查代理…</translation>
    </message>
    <message>
        <source>Check the CA file…</source>
        <translation>检查 CA 文件…</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>time zone</comment>
        <extracomment>%1 is a title or a time, %2 the time zone in which it is told, as in &quot;Created (UTC+8)&quot;
----------
%1: &quot;Every Mon 22:00–23:30&quot;, %2: the name of a time zone</extracomment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>As of %1: its list cannot be read at present</source>
        <extracomment>Of the duration of a task that has not ended, as far as is known; %1: a time</extracomment>
        <translation>截至 %1：目前无法读取其列表</translation>
    </message>
    <message>
        <source>A copy of it is under way.</source>
        <translation>已有同步正在进行。</translation>
    </message>
    <message>
        <source>Copy the tag</source>
        <extracomment>What is sent for a tag of which no copy is known</extracomment>
        <translation>复制该版本</translation>
    </message>
    <message>
        <source>Copy the tag, replacing what is there</source>
        <extracomment>What is sent for a tag of which no copy is known</extracomment>
        <translation>复制该版本，并替换目标中已有的</translation>
    </message>
    <message>
        <source>Muted: %1</source>
        <extracomment>Below some examples; %1: what was muted, as &quot;View “team1” · deployment&quot;</extracomment>
        <translation>静音：%1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln failure(s) while muted</source>
        <extracomment>Failures that were not told as long as notifications were silenced</extracomment>
        <translation>
            <numerusform>静音期间有 %Ln 个失败</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) stuck while muted</source>
        <translation>
            <numerusform>静音期间有 %Ln 个任务卡住</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>reason</comment>
        <extracomment>%1: &quot;Muted until 14:00&quot;, %2: why, as somebody wrote it</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Every %1 %2</source>
        <extracomment>%1: days of the week, %2: &quot;22:00–23:30&quot;</extracomment>
        <translation>每周%1 %2</translation>
    </message>
    <message>
        <source>All notifications</source>
        <translation>全部通知</translation>
    </message>
    <message>
        <source>View “%1”</source>
        <extracomment>%1: the name of a saved view
----------
%1: the name that somebody gave to a saved view</extracomment>
        <translation>视图“%1”</translation>
    </message>
    <message>
        <source>Until %1</source>
        <extracomment>Notifications are silenced; %1 is a time</extracomment>
        <translation>到 %1</translation>
    </message>
    <message>
        <source>Until unmuted</source>
        <extracomment>Notifications are silenced without an end</extracomment>
        <translation>直到取消静音</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>times</comment>
        <extracomment>%1 and %2 are times</extracomment>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>Muted</source>
        <extracomment>Notifications are silenced; %1 is a time</extracomment>
        <translation>已静音</translation>
    </message>
    <message>
        <source>Muted until %1</source>
        <translation>静音到 %1</translation>
    </message>
    <message>
        <source>Maintenance until %1</source>
        <translation>维护到 %1</translation>
    </message>
    <message>
        <source>The team&apos;s database does not answer.</source>
        <translation>团队的数据库没有应答。</translation>
    </message>
    <message>
        <source>What was seen before is shown, and the database is asked again by itself. Check its address and the network.</source>
        <translation>显示的是之前看到的内容，程序会自动再次询问数据库。请检查其地址和网络。</translation>
    </message>
    <message>
        <source>The team&apos;s database does not let you in.</source>
        <translation>团队的数据库拒绝登录。</translation>
    </message>
    <message>
        <source>The team&apos;s database refuses to be read.</source>
        <translation>团队的数据库拒绝读取。</translation>
    </message>
    <message>
        <source>It says: %1 The manual has the rights that a window needs, under “A team”.</source>
        <extracomment>%1 is what a database says, in English</extracomment>
        <translation>数据库返回：%1 窗口所需的权限见手册“团队”一页。</translation>
    </message>
    <message>
        <source>The team&apos;s database did not answer this time.</source>
        <translation>团队的数据库这次没有应答。</translation>
    </message>
    <message>
        <source>It says: %1 It is asked again by itself.</source>
        <extracomment>%1 is what a database says, in English</extracomment>
        <translation>数据库返回：%1 程序会自动再次询问。</translation>
    </message>
    <message>
        <source>There is no history in the team&apos;s database yet.</source>
        <translation>团队的数据库中还没有历史记录。</translation>
    </message>
    <message>
        <source>Start “sync-dashboard collect” with this database; the window shows what it writes.</source>
        <translation>请用此数据库启动“sync-dashboard collect”；窗口会显示它写入的内容。</translation>
    </message>
    <message>
        <source>An older version of this program collects the team&apos;s history.</source>
        <translation>收集团队历史记录的是本程序的较旧版本。</translation>
    </message>
    <message>
        <source>Update the collector: it brings the tables to the version that this window reads.</source>
        <translation>请更新收集器：它会把表升级到此窗口可读取的版本。</translation>
    </message>
    <message>
        <source>A newer version of this program collects the team&apos;s history.</source>
        <translation>收集团队历史记录的是本程序的较新版本。</translation>
    </message>
    <message>
        <source>Update this program.</source>
        <translation>请更新本程序。</translation>
    </message>
    <message>
        <source>The address of the team&apos;s database cannot be used.</source>
        <translation>团队数据库的地址无法使用。</translation>
    </message>
    <message>
        <source>The address: %1</source>
        <extracomment>%1 says what is wrong with it, in English</extracomment>
        <translation>地址：%1</translation>
    </message>
    <message>
        <source>Add an access key under Settings, Accounts and regions, then retry.</source>
        <translation>请在“设置”的“账号与地域”中添加访问密钥，然后重试。</translation>
    </message>
    <message>
        <source>Check the database…</source>
        <translation>检查数据库…</translation>
    </message>
    <message>
        <source>It says: %1 Check the user, the name of the database, the password (PGPASSFILE, ~/.pgpass) and the certificate, then retry.</source>
        <extracomment>%1 is what a database says, in English</extracomment>
        <translation>数据库返回：%1 请检查用户、数据库名、密码（PGPASSFILE、~/.pgpass）和证书，然后重试。</translation>
    </message>
    <message>
        <source>The collector cannot read this.</source>
        <translation>收集器无法读取此内容。</translation>
    </message>
    <message>
        <source>It met: %1 Check its key and its network where it runs; it tries again by itself.</source>
        <extracomment>%1 is what a server or the network said, in English</extracomment>
        <translation>它遇到：%1 请检查它的密钥及其运行处的网络；它会自动重试。</translation>
    </message>
    <message>
        <source>This needs an access key of your own: a team&apos;s history is read without one.</source>
        <translation>此操作需要你自己的访问密钥：读取团队的历史记录不需要密钥。</translation>
    </message>
    <message>
        <source>The team&apos;s database refuses to take notes.</source>
        <translation>团队的数据库拒绝写入备注。</translation>
    </message>
    <message>
        <source>It says: %1 The manual has the rights of an operator, under “A team”.</source>
        <extracomment>%1 is what a database says, in English</extracomment>
        <translation>数据库返回：%1 操作员所需的权限见手册“团队”一页。</translation>
    </message>
    <message>
        <source>Acknowledged by %1 at %2</source>
        <extracomment>Somebody looks after a failed task; %1 is a person, %2 a time</extracomment>
        <translation>%1 于 %2 确认</translation>
    </message>
    <message>
        <source>Acknowledged by %1 at %2: %3</source>
        <extracomment>Somebody looks after a failed task; %1 is a person, %2 a time, %3 what they wrote</extracomment>
        <translation>%1 于 %2 确认：%3</translation>
    </message>
    <message>
        <source>Type your name: the others see it.</source>
        <translation>请输入你的姓名：其他人会看到。</translation>
    </message>
    <message numerus="yes">
        <source>Shorten the name to %Ln character(s).</source>
        <translation>
            <numerusform>请将姓名缩短到 %Ln 个字符。</numerusform>
        </translation>
    </message>
    <message>
        <source>Type the name anew: it has characters that cannot be seen.</source>
        <translation>请重新输入姓名：其中有不可见的字符。</translation>
    </message>
    <message numerus="yes">
        <source>Shorten the reason to %Ln character(s).</source>
        <translation>
            <numerusform>请将原因缩短到 %Ln 个字符。</numerusform>
        </translation>
    </message>
    <message>
        <source>Type the reason anew: it has line breaks or characters that cannot be seen.</source>
        <translation>请重新输入原因：其中有换行或不可见的字符。</translation>
    </message>
    <message>
        <source>stuck, latest, repaired, acknowledged, active, failed, …</source>
        <translation>stuck、latest、repaired、acknowledged、active、failed…</translation>
    </message>
    <message>
        <source>Before %1 counted in the history, not in the list.</source>
        <extracomment>%1 is a time; the history is that of a team, in a database.</extracomment>
        <translation>%1 之前的在历史记录中统计，不在列表中。</translation>
    </message>
    <message>
        <source>1 y</source>
        <extracomment>How far back the chart looks: a year.</extracomment>
        <translation>1 年</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <comment>muted</comment>
        <extracomment>%1: &quot;Muted until 14:00&quot;, %2: who did that for the whole team</extracomment>
        <translation>%1（由 %2 设置）</translation>
    </message>
    <message>
        <source>The team&apos;s history cannot be counted by this query.</source>
        <translation>无法按此查询统计团队的历史。</translation>
    </message>
    <message>
        <source>A regular expression takes too long. Ask for words, or for a simpler one.</source>
        <translation>正则表达式耗时过长。请改用普通词语，或更简单的表达式。</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>CSV, for spreadsheets</source>
        <translation>CSV，用于电子表格</translation>
    </message>
    <message>
        <source>JSON, with what the rows cover</source>
        <translation>JSON，附带数据覆盖范围</translation>
    </message>
    <message>
        <source>NDJSON, an object a line</source>
        <translation>NDJSON，每行一个对象</translation>
    </message>
    <message>
        <source>Markdown, a table for a ticket</source>
        <translation>Markdown，用于工单的表格</translation>
    </message>
    <message>
        <source>Export rows</source>
        <translation>导出行</translation>
    </message>
    <message>
        <source>This file exists. It will be replaced.</source>
        <translation>该文件已存在，将被替换。</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <extracomment>%1 of %2 rows were written</extracomment>
        <translation>%1 / %2 行</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message numerus="yes">
        <source>All %Ln row(s) shown</source>
        <translation>
            <numerusform>显示的全部 %Ln 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln selected row(s)</source>
        <translation>
            <numerusform>所选的 %Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>As in the table</source>
        <translation>与表格一致</translation>
    </message>
    <message>
        <source>All fields, as the command “list” prints them</source>
        <translation>全部字段，与命令“list”的输出一致</translation>
    </message>
    <message>
        <source>Fo&amp;rmat</source>
        <translation>格式(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>A cell that a spreadsheet would take for a formula (= + - @) begins with an apostrophe.</source>
        <translation>电子表格会当作公式的单元格（= + - @）以单引号开头。</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ExportPresenter</name>
    <message>
        <source>The file could not be written: %1. Nothing was changed. Choose another folder, or free some space.</source>
        <translation>无法写入文件：%1。未作任何更改。请选择其他文件夹，或释放一些空间。</translation>
    </message>
    <message>
        <source>Stopped. Nothing was written.</source>
        <translation>已停止。未写入任何内容。</translation>
    </message>
    <message>
        <source>%1 rows are in %2.</source>
        <translation>%1 行已写入 %2。</translation>
    </message>
</context>
<context>
    <name>FacetGroup</name>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>还有 %Ln 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Fewer</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Profile %1</source>
        <extracomment>%1 names a profile of the vendor&apos;s command line tool</extracomment>
        <translation>配置 %1</translation>
    </message>
</context>
<context>
    <name>FacetRow</name>
    <message>
        <source>%1, excluded</source>
        <extracomment>%1 is a number of tasks; tasks of this kind are left out of the list</extracomment>
        <translation>%1，已排除</translation>
    </message>
    <message>
        <source>%1
Click: only these. Ctrl+click: all but these.</source>
        <extracomment>%1 is what the line is called</extracomment>
        <translation>%1
单击：仅显示这些。Ctrl+单击：排除这些。</translation>
    </message>
</context>
<context>
    <name>FactGrid</name>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>%1 is a date and time, %2 e.g. &quot;23 m ago&quot;</extracomment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Task id</source>
        <translation>任务 ID</translation>
    </message>
    <message>
        <source>Batch</source>
        <extracomment>The id that all tasks of one push share</extracomment>
        <translation>批次</translation>
    </message>
    <message>
        <source>Rule id</source>
        <translation>规则 ID</translation>
    </message>
    <message>
        <source>Trigger</source>
        <extracomment>What started a task</extracomment>
        <translation>触发方式</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Modified</source>
        <translation>修改时间</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>Cross account</source>
        <translation>跨账号</translation>
    </message>
    <message>
        <source>Accelerated</source>
        <translation>同步加速</translation>
    </message>
    <message>
        <source>Custom link</source>
        <translation>自定义链路</translation>
    </message>
    <message>
        <source>Link id</source>
        <translation>链路 ID</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Copied digest</source>
        <extracomment>The digest of the image that the task copied</extracomment>
        <translation>所同步镜像的 Digest</translation>
    </message>
    <message>
        <source>%1, as of %2</source>
        <extracomment>%1: a duration, %2: a time; of a task whose list cannot be read at present</extracomment>
        <translation>%1（截至 %2）</translation>
    </message>
</context>
<context>
    <name>FailureBoardView</name>
    <message numerus="yes">
        <source>%Ln failed</source>
        <translation>
            <numerusform>失败 %Ln 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln open</source>
        <extracomment>failures that no later task made good</extracomment>
        <translation>
            <numerusform>未解决 %Ln 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln later succeeded</source>
        <extracomment>failures that a later task of the same image made good</extracomment>
        <translation>
            <numerusform>后来成功 %Ln 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Failures by %1</source>
        <extracomment>how failures are put together, e.g. &quot;by Cause&quot;</extracomment>
        <translation>按%1汇总失败</translation>
    </message>
    <message>
        <source>Failures by</source>
        <extracomment>The choice what failures are put together by, for a screen reader</extracomment>
        <translation>失败汇总方式</translation>
    </message>
    <message>
        <source>No failures in what is shown</source>
        <translation>当前范围内没有失败的任务</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>失败</translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed since %1</source>
        <extracomment>%1: from when on tasks are looked at</extracomment>
        <translation>
            <numerusform>自 %1 起失败 %Ln 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FailureCells</name>
    <message>
        <source>%1 h</source>
        <extracomment>a length of time in hours</extracomment>
        <translation>%1小时</translation>
    </message>
    <message>
        <source>Last %1: %2 failed; the %1 before: %3</source>
        <extracomment>%1 is a length of time, %2 and %3 are numbers of failures</extracomment>
        <translation>最近%1失败 %2 个，再往前%1失败 %3 个</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>失败原因</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>同步规则</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>同步方向</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>仓库</translation>
    </message>
    <message>
        <source>No cause given</source>
        <extracomment>A group of failures for which the registry gave no cause</extracomment>
        <translation>未给出原因</translation>
    </message>
    <message>
        <source>Without a rule</source>
        <extracomment>A group of failures: of tasks that were started by hand for one image</extracomment>
        <translation>无规则</translation>
    </message>
    <message>
        <source>Image not given</source>
        <extracomment>A group of failures of which the registry did not say what image it was</extracomment>
        <translation>未给出镜像</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>Of %2 failures so many were made good by a later copy</extracomment>
        <translation>%1（共 %2）</translation>
    </message>
    <message>
        <source>The registry gave too little information to find these tasks.</source>
        <translation>服务端提供的信息太少，无法查询这些任务。</translation>
    </message>
    <message>
        <source>%1 of %2 later succeeded</source>
        <extracomment>Of %2 failures so many were made good by a later copy</extracomment>
        <translation>%2 个中有 %1 个后来成功</translation>
    </message>
    <message>
        <source>More failures than before.</source>
        <translation>失败比之前多。</translation>
    </message>
    <message>
        <source>Fewer failures than before.</source>
        <translation>失败比之前少。</translation>
    </message>
    <message>
        <source>Failed</source>
        <extracomment>A column: the number of failed tasks</extracomment>
        <translation>失败</translation>
    </message>
    <message>
        <source>Open</source>
        <extracomment>A column: the number of failures that no later task made good</extracomment>
        <translation>未解决</translation>
    </message>
    <message>
        <source>Later succeeded</source>
        <extracomment>A column: failures that a later task of the same image made good, &quot;12 of 37&quot;</extracomment>
        <translation>后来成功</translation>
    </message>
    <message>
        <source>First</source>
        <extracomment>A column: when the first failure was</extracomment>
        <translation>首次</translation>
    </message>
    <message>
        <source>Last</source>
        <extracomment>A column: when the last failure was</extracomment>
        <translation>最近</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>趋势</translation>
    </message>
    <message>
        <source>What the failed tasks have in common</source>
        <translation>失败任务的共同点</translation>
    </message>
    <message>
        <source>How many tasks failed</source>
        <translation>失败任务的数量</translation>
    </message>
    <message>
        <source>Failures that no later task of the same image and destination made good</source>
        <translation>同一镜像、同一目的地之后没有任务成功的失败</translation>
    </message>
    <message>
        <source>Failures after which a later task of the same image and destination succeeded</source>
        <translation>同一镜像、同一目的地之后有任务成功的失败</translation>
    </message>
    <message>
        <source>When the first of them failed</source>
        <translation>首次失败的时间</translation>
    </message>
    <message>
        <source>When the last of them failed</source>
        <translation>最近一次失败的时间</translation>
    </message>
    <message>
        <source>Failures over the covered time, and whether they became more or fewer within the last day</source>
        <translation>已覆盖时间内的失败数，以及最近一天是增是减</translation>
    </message>
</context>
<context>
    <name>FailureTable</name>
    <message>
        <source>Failures</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Enter shows the tasks of a group, Ctrl and Enter leaves them out.</source>
        <translation>按回车显示该组的任务，按 Ctrl+回车排除该组。</translation>
    </message>
</context>
<context>
    <name>FilterField</name>
    <message>
        <source>Clear the text</source>
        <translation>清除文本</translation>
    </message>
    <message>
        <source>Filter: words, or status:failed since:24h …</source>
        <translation>筛选：输入文本，或 status:failed since:24h …</translation>
    </message>
    <message>
        <source>Earlier queries</source>
        <translation>之前的查询</translation>
    </message>
    <message>
        <source>In the query box</source>
        <translation>查询框中</translation>
    </message>
    <message>
        <source>Go to what was found</source>
        <translation>转到查询结果</translation>
    </message>
    <message>
        <source>Take what is offered</source>
        <translation>采用候选项</translation>
    </message>
    <message>
        <source>Undo, redo</source>
        <translation>撤销、重做</translation>
    </message>
    <message>
        <source>Leave the box</source>
        <translation>离开查询框</translation>
    </message>
</context>
<context>
    <name>FilterPane</name>
    <message numerus="yes">
        <source>In all %Ln task(s)</source>
        <translation>
            <numerusform>全部 %Ln 个任务中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In the %Ln loaded task(s) of %1</source>
        <extracomment>%Ln tasks are loaded of %1 that there are</extracomment>
        <translation>
            <numerusform>已加载的任务中（%Ln/%1）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In the %Ln loaded task(s)</source>
        <translation>
            <numerusform>已加载的 %Ln 个任务中</numerusform>
        </translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Ask the registry</source>
        <translation>服务端查询</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>仓库</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Trigger</source>
        <extracomment>What started a task</extracomment>
        <translation>触发方式</translation>
    </message>
    <message>
        <source>see the query</source>
        <translation>见查询</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>失败原因</translation>
    </message>
    <message>
        <source>Route</source>
        <extracomment>From which region to which</extracomment>
        <translation>同步方向</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>同步规则</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>Exact names; the answer may reach further back than what is loaded.</source>
        <translation>名称须完全一致；结果可能早于已加载的任务。</translation>
    </message>
    <message>
        <source>Ask the history</source>
        <extracomment>Title over the fields that narrow what the registry is asked for</extracomment>
        <translation>查询历史</translation>
    </message>
</context>
<context>
    <name>FootBar</name>
    <message>
        <source> · </source>
        <extracomment>between facts in one line</extracomment>
        <translation> · </translation>
    </message>
    <message numerus="yes">
        <source>%Ln shown</source>
        <translation>
            <numerusform>显示 %Ln 个</numerusform>
        </translation>
    </message>
    <message>
        <source>complete since %1</source>
        <translation>%1 起数据完整</translation>
    </message>
    <message>
        <source>refresh %1</source>
        <extracomment>%1: &quot;in 8 s&quot;</extracomment>
        <translation>%1刷新</translation>
    </message>
    <message>
        <source>Loading the first page</source>
        <translation>正在加载第一页</translation>
    </message>
    <message>
        <source>Nothing loaded yet</source>
        <translation>尚未加载</translation>
    </message>
    <message numerus="yes">
        <source>All %Ln tasks loaded</source>
        <translation>
            <numerusform>已加载全部 %Ln 个任务</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tasks loaded</source>
        <translation>
            <numerusform>已加载 %Ln 个任务</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln tasks loaded</source>
        <translation>
            <numerusform>已加载 %1 个任务，共 %Ln 个</numerusform>
        </translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>截至 %1</translation>
    </message>
    <message>
        <source>as of %1, %2</source>
        <extracomment>%1: a time, %2: how long ago that is</extracomment>
        <translation>截至 %1（%2）</translation>
    </message>
    <message>
        <source>Load more</source>
        <translation>加载更多</translation>
    </message>
    <message>
        <source>One more page of older tasks</source>
        <translation>再加载一页更早的任务</translation>
    </message>
    <message>
        <source>Load all</source>
        <translation>全部加载</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>正在加载</translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s)/min</source>
        <translation>
            <numerusform>%Ln 次请求/分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln instance(s)</source>
        <translation>
            <numerusform>%Ln 个实例</numerusform>
        </translation>
    </message>
    <message>
        <source>The registry sent what this program cannot read:</source>
        <translation>注册表发来了本程序无法读取的内容：</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>另有 %Ln 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) could not be read</source>
        <translation>
            <numerusform>%Ln 个任务无法读取</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln value(s) left empty</source>
        <extracomment>Single values of what is listed could not be read</extracomment>
        <translation>
            <numerusform>%Ln 个值留空</numerusform>
        </translation>
    </message>
    <message>
        <source>every %1</source>
        <extracomment>how often the lists are read, where many instances share the requests; %1: &quot;40 s&quot;</extracomment>
        <translation>每 %1 一次</translation>
    </message>
    <message>
        <source>Not proven complete: %1</source>
        <extracomment>%1: &quot;153 of 253 seen&quot;</extracomment>
        <translation>未证实完整：%1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more</source>
        <extracomment>the end of a list of instances</extracomment>
        <translation>
            <numerusform>另外 %Ln 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Click to list every instance</source>
        <translation>点击列出所有实例</translation>
    </message>
    <message>
        <source>%1 not proven complete: %2</source>
        <extracomment>%1: an instance, %2: &quot;153 of 253 seen&quot;</extracomment>
        <translation>%1 未证实完整：%2</translation>
    </message>
    <message>
        <source>%1: %2. %3</source>
        <extracomment>%1: an instance, %2: &quot;153 of 253 seen&quot;, %3: why that is not all</extracomment>
        <translation>%1：%2。%3</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tasks loaded, checking that none is missing</source>
        <extracomment>All pages of the list were read and are read once more.</extracomment>
        <translation>
            <numerusform>已加载 %Ln 个任务，正在核对有无遗漏</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln instance(s) or rule(s) could not be read</source>
        <translation>
            <numerusform>%Ln 个实例或规则无法读取</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln muted</source>
        <extracomment>In the foot: of so many views and routes nothing is notified</extracomment>
        <translation>
            <numerusform>%Ln 项已静音</numerusform>
        </translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation>搜索历史</translation>
    </message>
    <message>
        <source>Also the tasks that are not loaded</source>
        <translation>包括尚未加载的任务</translation>
    </message>
</context>
<context>
    <name>HeadlineBar</name>
    <message>
        <source>running</source>
        <extracomment>below the number of tasks</extracomment>
        <translation>进行中</translation>
    </message>
    <message>
        <source>waiting</source>
        <extracomment>below the number of tasks</extracomment>
        <translation>等待中</translation>
    </message>
    <message>
        <source>oldest unfinished</source>
        <extracomment>below a duration: the longest that a running or waiting task has been under way</extracomment>
        <translation>最长未完成</translation>
    </message>
    <message>
        <source>p95, usually %1</source>
        <translation>P95，通常 %1</translation>
    </message>
    <message>
        <source>p95 duration</source>
        <translation>P95 耗时</translation>
    </message>
    <message>
        <source>most delayed: %1 → %2</source>
        <extracomment>%1 and %2 are places, as in &quot;most delayed: Hangzhou → Frankfurt&quot;</extracomment>
        <translation>延迟最多：%1 → %2</translation>
    </message>
    <message>
        <source>%1 → %2 takes %3 longer than usual</source>
        <extracomment>%1 and %2 are places, %3 is a duration</extracomment>
        <translation>%1 → %2 比平时多耗时 %3</translation>
    </message>
    <message>
        <source>stuck, oldest %1</source>
        <extracomment>below the number of tasks; %1 is a duration</extracomment>
        <translation>卡住，最久 %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>the headline: a word, then what restricts it</extracomment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Not reachable</source>
        <extracomment>Headline: no registry gives an answer</extracomment>
        <translation>无法连接</translation>
    </message>
    <message>
        <source>Out of date</source>
        <extracomment>Headline: what is shown was read some time ago</extracomment>
        <translation>数据已过时</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <extracomment>Headline: some instances were not read, so that nothing can be said of all</extracomment>
        <translation>数据不全</translation>
    </message>
    <message>
        <source>%1, as of %2</source>
        <extracomment>%1: &quot;1 of 3 not answering&quot;, %2: a time</extracomment>
        <translation>%1，截至 %2</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>截至 %1</translation>
    </message>
    <message>
        <source>%1 as of %2</source>
        <extracomment>%1: how it stood then, %2: a time, as in &quot;On time as of 14:02:11&quot;</extracomment>
        <translation>截至 %2：%1</translation>
    </message>
    <message>
        <source>failed</source>
        <extracomment>below the number of tasks</extracomment>
        <translation>失败</translation>
    </message>
    <message>
        <source>succeeded</source>
        <extracomment>below a percentage</extracomment>
        <translation>成功率</translation>
    </message>
    <message>
        <source>done</source>
        <extracomment>below the number of tasks</extracomment>
        <translation>完成</translation>
    </message>
    <message>
        <source>Refused</source>
        <extracomment>Headline: every registry refuses to be read</extracomment>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Key expired</source>
        <extracomment>Headline: the access key has expired</extracomment>
        <translation>密钥已过期</translation>
    </message>
    <message>
        <source>Key expired since %1</source>
        <extracomment>Headline: the access key has expired; %1 is a time</extracomment>
        <translation>密钥自 %1 起已过期</translation>
    </message>
    <message>
        <source>%1 since %2</source>
        <extracomment>%1: &quot;1 of 3 refused&quot;, %2: a time</extracomment>
        <translation>%1，自 %2 起</translation>
    </message>
    <message>
        <source>%1, never read</source>
        <translation>%1，从未读取</translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln of them never read</source>
        <extracomment>%1: &quot;2 of 3 refused since 14:02:11&quot;, %Ln of these</extracomment>
        <translation>
            <numerusform>%1，其中 %Ln 个从未读取</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · the others: %2</source>
        <extracomment>%1: &quot;1 of 3 refused&quot;, %2: how the instances that were read are: &quot;Delayed&quot;</extracomment>
        <translation>%1 · 其余：%2</translation>
    </message>
    <message>
        <source>since %1, never read</source>
        <extracomment>the headline: &quot;Not reachable&quot;, then this; %1 is a time</extracomment>
        <translation>自 %1 起，从未读取</translation>
    </message>
    <message numerus="yes">
        <source>as of %1, %Ln never read</source>
        <extracomment>%1: a time; of %Ln instances nothing is known</extracomment>
        <translation>
            <numerusform>截至 %1，%Ln 个从未读取</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln not proven complete</source>
        <extracomment>%1 of %Ln instances: tasks may be missing</extracomment>
        <translation>
            <numerusform>%Ln 个中有 %1 个未证实完整</numerusform>
        </translation>
    </message>
    <message>
        <source>now: %1</source>
        <extracomment>Headline: &quot;No tasks&quot;, then this; %1: how the tasks of now are: &quot;Delayed&quot;</extracomment>
        <translation>当前：%1</translation>
    </message>
    <message>
        <source>No tasks</source>
        <extracomment>Headline: no task is in the range of time, so that there is nothing to judge</extracomment>
        <translation>无任务</translation>
    </message>
    <message numerus="yes">
        <source>%Ln stuck, oldest unfinished %1</source>
        <extracomment>Why the headline says &quot;Delayed&quot;; %1: a duration</extracomment>
        <translation>
            <numerusform>%Ln 个任务卡住，最早未完成的已持续 %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed, %1 succeeded</source>
        <extracomment>Why the headline says &quot;Failing&quot;; %1: a percentage</extracomment>
        <translation>
            <numerusform>%Ln 个失败，成功率 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>No key</source>
        <extracomment>Headline: there is no access key to ask with</extracomment>
        <translation>没有密钥</translation>
    </message>
    <message>
        <source>Key refused</source>
        <extracomment>Headline: no registry accepts the access key</extracomment>
        <translation>密钥被拒绝</translation>
    </message>
    <message>
        <source>Clock wrong</source>
        <extracomment>Headline: no registry accepts the time of this computer</extracomment>
        <translation>时钟有误</translation>
    </message>
    <message>
        <source>No permission</source>
        <extracomment>Headline: the key may not read any registry</extracomment>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>Not set up</source>
        <extracomment>Headline: an address, a proxy or a CA file cannot be used</extracomment>
        <translation>未设置</translation>
    </message>
    <message>
        <source>Show the failed tasks</source>
        <extracomment>What a number of the headline does when it is pressed, as the seven below</extracomment>
        <translation>显示失败的任务</translation>
    </message>
    <message>
        <source>Show the stuck tasks</source>
        <translation>显示卡住的任务</translation>
    </message>
    <message>
        <source>Show the running tasks</source>
        <translation>显示运行中的任务</translation>
    </message>
    <message>
        <source>Show the waiting tasks</source>
        <translation>显示等待中的任务</translation>
    </message>
    <message>
        <source>Show the unfinished tasks</source>
        <translation>显示未完成的任务</translation>
    </message>
    <message>
        <source>Show the durations in the chart</source>
        <translation>在图表中显示耗时</translation>
    </message>
    <message>
        <source>Show in the chart how many succeeded</source>
        <translation>在图表中显示成功率</translation>
    </message>
    <message>
        <source>Show the done tasks</source>
        <translation>显示已完成的任务</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <comment>oldest</comment>
        <extracomment>Beside the headline&apos;s word, in little room: age and route of the oldest unfinished task; %1 is a duration, %2 and %3 are places</extracomment>
        <translation>%1：%2 → %3</translation>
    </message>
    <message>
        <source>Oldest unfinished: %1 on %2 → %3</source>
        <extracomment>%1 is a duration, %2 and %3 are places</extracomment>
        <translation>最早未完成：%1，%2 → %3</translation>
    </message>
</context>
<context>
    <name>HistoryKeeper</name>
    <message>
        <source>Another window of this program keeps the history.</source>
        <translation>历史记录正由本程序的另一个窗口保存。</translation>
    </message>
    <message>
        <source>A newer version of this program wrote the history.</source>
        <translation>历史记录由本程序的更新版本写入。</translation>
    </message>
    <message>
        <source>The history file belongs to another program.</source>
        <translation>历史记录文件属于其他程序。</translation>
    </message>
    <message>
        <source>The history file cannot be written.</source>
        <translation>无法写入历史记录文件。</translation>
    </message>
    <message>
        <source>The disk is full: the history is not kept.</source>
        <translation>磁盘已满：历史记录未保存。</translation>
    </message>
    <message>
        <source>The disk failed: the history is not kept.</source>
        <translation>磁盘故障：历史记录未保存。</translation>
    </message>
    <message>
        <source>The file was left as it is. Start the newer version, or move the file away to begin a new history.</source>
        <translation>文件未改动。请启动更新版本，或移走该文件以新建历史记录。</translation>
    </message>
    <message>
        <source>The file was left as it is. Move it away to begin a history.</source>
        <translation>文件未改动。请移走该文件以新建历史记录。</translation>
    </message>
    <message>
        <source>Free some space: writing is tried again every minute.</source>
        <translation>请释放磁盘空间：程序每分钟重试写入。</translation>
    </message>
    <message>
        <source>Check the disk: writing is tried again every minute.</source>
        <translation>请检查磁盘：程序每分钟重试写入。</translation>
    </message>
    <message>
        <source>The history was damaged; a new one has begun.</source>
        <translation>历史记录已损坏，已新建。</translation>
    </message>
    <message>
        <source>The damaged file was kept as %1.</source>
        <translation>损坏的文件已保留为 %1。</translation>
    </message>
    <message>
        <source>Another program has locked the history file.</source>
        <translation>另一个程序锁定了历史记录文件。</translation>
    </message>
    <message>
        <source>The history file keeps getting damaged: the history is not kept.</source>
        <translation>历史记录文件反复损坏：历史记录未保存。</translation>
    </message>
    <message>
        <source>Not enough memory: the history is not kept.</source>
        <translation>内存不足：历史记录未保存。</translation>
    </message>
    <message>
        <source>The history file is not as this program made it.</source>
        <translation>历史记录文件的结构与本程序所建的不符。</translation>
    </message>
    <message>
        <source>This window shows what the registry says and stores nothing. When the other one is closed, this one keeps the history.</source>
        <translation>本窗口只显示镜像服务返回的内容，不保存历史记录。另一个窗口关闭后，由本窗口保存。</translation>
    </message>
    <message>
        <source>Close the other program. Until then nothing is lost: what this window sees is stored later.</source>
        <translation>请关闭该程序。在此之前不会丢失数据：本窗口看到的内容会在之后保存。</translation>
    </message>
    <message>
        <source>Check the permissions of the file and its folder: it is tried again every minute.</source>
        <translation>请检查该文件及其所在文件夹的权限：程序每分钟重试。</translation>
    </message>
    <message>
        <source>Check the disk, or move the history&apos;s folder away: it is tried again every minute.</source>
        <translation>请检查磁盘，或移走历史记录文件夹：程序每分钟重试。</translation>
    </message>
    <message>
        <source>Close other programs: writing is tried again every minute.</source>
        <translation>请关闭其他程序：程序每分钟重试写入。</translation>
    </message>
    <message>
        <source>Move the file away: a new history is started within a minute.</source>
        <translation>请移走该文件：一分钟内会新建历史记录。</translation>
    </message>
    <message>
        <source>The history file was removed; a new one has begun.</source>
        <translation>历史记录文件已被删除，已新建。</translation>
    </message>
    <message>
        <source>What this window has loaded is stored again. Older tasks come back with Load all.</source>
        <translation>本窗口已加载的内容会重新保存。更早的任务可通过“全部加载”取回。</translation>
    </message>
    <message>
        <source>The history database cannot be reached.</source>
        <translation>无法连接历史数据库。</translation>
    </message>
    <message>
        <source>The history database refuses the sign-in.</source>
        <translation>历史数据库拒绝登录。</translation>
    </message>
    <message>
        <source>Another collector writes the history.</source>
        <translation>另一个收集器正在写入历史。</translation>
    </message>
    <message>
        <source>Check the server and the network. Nothing is lost: what is seen meanwhile is stored later.</source>
        <translation>请检查服务器和网络。不会丢失任何内容：期间看到的内容稍后会保存。</translation>
    </message>
    <message>
        <source>Check user, database and certificate in its address, and the password in PGPASSFILE or ~/.pgpass.</source>
        <translation>请检查地址中的用户、数据库和证书，以及 PGPASSFILE 或 ~/.pgpass 中的密码。</translation>
    </message>
    <message>
        <source>This one stands by, and goes on when the other one ends.</source>
        <translation>本收集器处于待命状态，另一个结束后将继续。</translation>
    </message>
    <message>
        <source>The history database is busy.</source>
        <translation>历史数据库正忙。</translation>
    </message>
    <message>
        <source>The history database refuses what is written.</source>
        <translation>历史数据库拒绝写入的内容。</translation>
    </message>
    <message>
        <source>Nothing is lost: writing is tried again within seconds.</source>
        <translation>不会丢失任何内容：几秒内会再次尝试写入。</translation>
    </message>
    <message>
        <source>Check what its role may do, and whether somebody changed the tables: writing is tried again within seconds.</source>
        <translation>请检查其角色的权限，以及是否有人更改了表：几秒内会再次尝试写入。</translation>
    </message>
    <message>
        <source>A newer version of this program made the tables of the history.</source>
        <translation>历史记录的表由本程序的较新版本创建。</translation>
    </message>
    <message>
        <source>Update this program. Nothing was changed.</source>
        <translation>请更新本程序。未做任何更改。</translation>
    </message>
</context>
<context>
    <name>HistorySearchBar</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Searching the history</source>
        <translation>正在搜索历史</translation>
    </message>
    <message>
        <source>End the search; what it found stays in the list</source>
        <translation>结束搜索；已找到的保留在列表中</translation>
    </message>
</context>
<context>
    <name>HistorySearchPresenter</name>
    <message>
        <source>Write first what is to be searched for.</source>
        <translation>请先输入要搜索的内容。</translation>
    </message>
    <message>
        <source>No task can match this query.</source>
        <translation>没有任务能匹配此查询。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Search on</source>
        <extracomment>Button: search the older tasks as well</extracomment>
        <translation>继续搜索</translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) found</source>
        <translation>
            <numerusform>找到 %Ln 个任务</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of instances that are not shown here</source>
        <translation>
            <numerusform>其中 %Ln 个属于此处未显示的实例</numerusform>
        </translation>
    </message>
    <message>
        <source>back to %1</source>
        <extracomment>how far back a history was searched; %1 is a time</extracomment>
        <translation>已搜索到 %1</translation>
    </message>
    <message>
        <source>Searching the whole history</source>
        <translation>正在搜索全部历史</translation>
    </message>
    <message>
        <source>The newest are listed</source>
        <translation>已列出最新的任务</translation>
    </message>
    <message>
        <source>The search was stopped</source>
        <translation>搜索已停止</translation>
    </message>
    <message>
        <source>The whole history was searched</source>
        <translation>已搜索全部历史</translation>
    </message>
    <message>
        <source>it begins %1</source>
        <extracomment>%1 is a time</extracomment>
        <translation>历史始于 %1</translation>
    </message>
    <message>
        <source> · </source>
        <translation> · </translation>
    </message>
    <message>
        <source>The database cannot search for %1: every task has to be read.</source>
        <extracomment>%1 is a part of a query</extracomment>
        <translation>数据库无法搜索 %1：必须读取每个任务。</translation>
    </message>
    <message numerus="yes">
        <source>The history has about %Ln task(s).</source>
        <translation>
            <numerusform>历史中约有 %Ln 个任务。</numerusform>
        </translation>
    </message>
    <message>
        <source>A history cannot be searched for %1: that depends on more than the task itself.</source>
        <extracomment>%1 is a part of a query, such as is:latest or is:acknowledged</extracomment>
        <translation>无法在历史中搜索 %1：它取决于任务本身以外的内容。</translation>
    </message>
    <message>
        <source>the numbers count them with what is loaded</source>
        <extracomment>the numbers at the top and at the side, while a history is searched</extracomment>
        <translation>数字将其与已加载的任务一起统计</translation>
    </message>
</context>
<context>
    <name>HistorySettings</name>
    <message>
        <source>This window keeps no history.</source>
        <translation>此窗口不保存历史记录。</translation>
    </message>
    <message numerus="yes">
        <source>%1 in %n file(s).</source>
        <extracomment>%1 is a size, as 12.4 MB</extracomment>
        <translation>
            <numerusform>%1，共 %n 个文件。</numerusform>
        </translation>
    </message>
    <message>
        <source>It is still being read.</source>
        <translation>仍在读取中。</translation>
    </message>
    <message>
        <source>The oldest task that was read from it is of %1.</source>
        <extracomment>%1 is a time</extracomment>
        <translation>从中读取的最早任务创建于 %1。</translation>
    </message>
    <message>
        <source>History on this machine</source>
        <extracomment>Title of a part of the settings: tasks that were seen, kept on this machine</extracomment>
        <translation>本机历史记录</translation>
    </message>
    <message>
        <source>&amp;Keep tasks for</source>
        <translation>任务保留时间(&amp;K)</translation>
    </message>
    <message>
        <source> days</source>
        <extracomment>Behind a number</extracomment>
        <translation> 天</translation>
    </message>
    <message>
        <source>Use at &amp;most</source>
        <translation>最多占用(&amp;M)</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Older tasks are forgotten here, the oldest finished ones first. The registry keeps its own list. With several accounts each has as much.</source>
        <translation>较早的任务会从此处删除，最早完成的先删除。镜像仓库保留自己的列表。有多个账号时，每个账号各有此限额。</translation>
    </message>
</context>
<context>
    <name>InstanceStatusModel</name>
    <message>
        <source>Profile not usable</source>
        <extracomment>in place of an instance: the profile (of the vendor&apos;s tool) is not usable</extracomment>
        <translation>配置不可用</translation>
    </message>
    <message>
        <source>Instances not listed</source>
        <translation>未列出实例</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Last reading</source>
        <extracomment>column: how long ago the tasks of an instance were read</extracomment>
        <translation>上次读取</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地域</translation>
    </message>
    <message>
        <source>Profile</source>
        <extracomment>column: whose key is used</extracomment>
        <translation>配置</translation>
    </message>
    <message>
        <source>Tasks read</source>
        <extracomment>column: how many of the tasks of an instance were read</extracomment>
        <translation>已读任务</translation>
    </message>
    <message>
        <source>Next try</source>
        <extracomment>column: when an instance is asked again</extracomment>
        <translation>下次尝试</translation>
    </message>
    <message>
        <source>when its key changes</source>
        <extracomment>in a column &quot;Next try&quot;</extracomment>
        <translation>密钥更改时</translation>
    </message>
</context>
<context>
    <name>InstanceStatusPanel</name>
    <message numerus="yes">
        <source>%Ln instance(s), all answering</source>
        <translation>
            <numerusform>%Ln 个实例，均有响应</numerusform>
        </translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the error for a ticket</source>
        <translation>复制错误信息用于工单</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Ask this instance again now</source>
        <translation>立即重新请求此实例</translation>
    </message>
    <message>
        <source>Retry all</source>
        <translation>全部重试</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生了什么</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>如何处理</translation>
    </message>
    <message>
        <source>Code and request id</source>
        <translation>代码和请求 ID</translation>
    </message>
</context>
<context>
    <name>KeyAccountView</name>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生了什么</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>怎么办</translation>
    </message>
    <message>
        <source>Looked for in this order</source>
        <translation>按此顺序查找</translation>
    </message>
</context>
<context>
    <name>KeySourceDialog</name>
    <message>
        <source>Where does this key come from?</source>
        <translation>此密钥来自哪里？</translation>
    </message>
    <message>
        <source>Asking the keychain…</source>
        <translation>正在查询钥匙串…</translation>
    </message>
    <message>
        <source>No key is kept there. One that you add is encrypted by the desktop, and is used where you choose it.</source>
        <translation>其中没有密钥。您添加的密钥由桌面加密，并在您选择之处使用。</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Use key %1</source>
        <extracomment>%1 is the name of a key</extracomment>
        <translation>使用密钥 %1</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Remove key %1</source>
        <extracomment>%1 is the name of a key</extracomment>
        <translation>移除密钥 %1</translation>
    </message>
    <message>
        <source>Remove a key</source>
        <translation>移除密钥</translation>
    </message>
    <message>
        <source>Remove the key “%1” from the keychain?</source>
        <extracomment>%1 is the name of a key</extracomment>
        <translation>要从钥匙串中移除密钥“%1”吗？</translation>
    </message>
    <message>
        <source>It is in use: its account is no longer watched. The key itself stays valid until it is deleted in the RAM console.</source>
        <translation>该密钥正在使用：其账号将不再被监视。密钥本身在 RAM 控制台中删除之前仍然有效。</translation>
    </message>
    <message>
        <source>The key itself stays valid until it is deleted in the RAM console.</source>
        <translation>密钥本身在 RAM 控制台中删除之前仍然有效。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Keys in the desktop&apos;s keychain</source>
        <translation>桌面钥匙串中的密钥</translation>
    </message>
    <message>
        <source>Why the keychain cannot be used</source>
        <translation>钥匙串为何不可用</translation>
    </message>
    <message>
        <source>Add a key…</source>
        <translation>添加密钥…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy this page as text; it holds no secret</source>
        <translation>将此页复制为文本；不含任何密钥机密</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>KeyText</name>
    <message>
        <source>Environment variables</source>
        <translation>环境变量</translation>
    </message>
    <message>
        <source>Identity provider of the environment</source>
        <translation>环境变量指定的身份提供方</translation>
    </message>
    <message>
        <source>Profile of the aliyun CLI, %1</source>
        <extracomment>%1 is the path of a file</extracomment>
        <translation>aliyun CLI 的配置，%1</translation>
    </message>
    <message>
        <source>File of the SDKs, %1</source>
        <extracomment>%1 is the path of a file</extracomment>
        <translation>SDK 的凭据文件，%1</translation>
    </message>
    <message>
        <source>Role of this cloud server</source>
        <translation>此云服务器的角色</translation>
    </message>
    <message>
        <source>Credentials URI</source>
        <translation>凭据 URI</translation>
    </message>
    <message>
        <source>The desktop&apos;s keychain</source>
        <translation>桌面钥匙串</translation>
    </message>
    <message>
        <source>Not set: %1.</source>
        <extracomment>%1 lists environment variables</extracomment>
        <translation>未设置：%1。</translation>
    </message>
    <message>
        <source>Switched off by %1.</source>
        <extracomment>%1 is an environment variable</extracomment>
        <translation>已由 %1 关闭。</translation>
    </message>
    <message>
        <source>The file does not exist. The command aliyun configure makes it.</source>
        <translation>文件不存在。命令 aliyun configure 会创建它。</translation>
    </message>
    <message>
        <source>The file does not exist.</source>
        <translation>文件不存在。</translation>
    </message>
    <message>
        <source>No entry is chosen. Use one below, or start with --profile keychain:NAME.</source>
        <translation>未选择任何条目。请使用下方的条目，或以 --profile keychain:NAME 启动。</translation>
    </message>
    <message>
        <source>Used.</source>
        <translation>已使用。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1 is a time, %2 is how long until then, e.g. &quot;in 2 h&quot;</extracomment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Not known: its source does not say.</source>
        <translation>未知：其来源未说明。</translation>
    </message>
    <message>
        <source>Until it is deleted or disabled.</source>
        <translation>直到被删除或禁用。</translation>
    </message>
    <message>
        <source>Not by this program. When the file changes, it is read again.</source>
        <translation>本程序不续期。文件更改后会重新读取。</translation>
    </message>
    <message>
        <source>Not by this program. It is read again when it is refused.</source>
        <translation>本程序不续期。密钥被拒绝时会重新读取。</translation>
    </message>
    <message>
        <source>Not by this program. Start it again when the key changes.</source>
        <translation>本程序不续期。密钥更改后请重新启动本程序。</translation>
    </message>
    <message>
        <source>Failed, and is tried again. %1</source>
        <extracomment>%1 is a sentence</extracomment>
        <translation>失败，将重试。%1</translation>
    </message>
    <message>
        <source>By itself, at the next request.</source>
        <translation>下次请求时自动续期。</translation>
    </message>
    <message>
        <source>By itself, %1.</source>
        <extracomment>%1 is how long until then, e.g. &quot;in 2 h&quot;</extracomment>
        <translation>自动续期，%1。</translation>
    </message>
    <message>
        <source>Access key id</source>
        <extracomment>A fact about a key: the end of its id</extracomment>
        <translation>AccessKey ID</translation>
    </message>
    <message>
        <source>Not shown: it is short.</source>
        <translation>不显示：过短。</translation>
    </message>
    <message>
        <source>ends in %1</source>
        <translation>以 %1 结尾</translation>
    </message>
    <message>
        <source>Temporary, valid until</source>
        <translation>临时密钥，有效期至</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>Renewed</source>
        <translation>续期</translation>
    </message>
    <message>
        <source>Or add a key to the desktop&apos;s keychain here.</source>
        <translation>或者在此处将密钥添加到桌面钥匙串。</translation>
    </message>
    <message>
        <source>Key from</source>
        <translation>密钥来源</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>节</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>条目</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>Variables</source>
        <translation>变量</translation>
    </message>
    <message>
        <source>Key as configured</source>
        <translation>按配置的密钥</translation>
    </message>
    <message>
        <source>Key “%1” of the keychain</source>
        <extracomment>%1 is the name of a key in the keychain</extracomment>
        <translation>钥匙串中的密钥“%1”</translation>
    </message>
    <message>
        <source>Profile “%1”</source>
        <extracomment>%1 is the name of a profile</extracomment>
        <translation>配置“%1”</translation>
    </message>
    <message>
        <source>Chosen, but gives no key.</source>
        <translation>已选择，但未提供密钥。</translation>
    </message>
    <message>
        <source>Not fetched yet.</source>
        <translation>尚未获取。</translation>
    </message>
    <message>
        <source>Not by this program. Sign in again with: %1</source>
        <extracomment>%1 is a command</extracomment>
        <translation>本程序不续期。请用以下命令重新登录：%1</translation>
    </message>
</context>
<context>
    <name>KeychainEntries</name>
    <message>
        <source>A key has no spaces, and no characters beyond ASCII. Copy it again.</source>
        <translation>密钥不含空格，也不含 ASCII 以外的字符。请重新复制。</translation>
    </message>
    <message>
        <source>The name has 1 to 100 characters that can be seen. Choose another.</source>
        <translation>名称须为 1 到 100 个可见字符。请换一个。</translation>
    </message>
    <message>
        <source>The keychain has not answered to the last change yet. Wait, then try again.</source>
        <translation>钥匙串尚未答复上一次更改。请稍候再试。</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>%1 is the key of “%2”. Remove it there first.</source>
        <translation>%1 已是“%2”的按键。请先在那里移除。</translation>
    </message>
    <message>
        <source>No key</source>
        <extracomment>Of an action, for a screen reader</extracomment>
        <translation>无按键</translation>
    </message>
    <message>
        <source>%1 has a fixed meaning in this window. Choose another.</source>
        <extracomment>%1 is a key</extracomment>
        <translation>%1 在此窗口中有固定含义，请另选。</translation>
    </message>
    <message>
        <source>%1 is the key of “%2”. Choose another, or remove it there first.</source>
        <extracomment>%1 is a key, %2 an action</extracomment>
        <translation>%1 已是“%2”的按键。请另选，或先在那里移除。</translation>
    </message>
    <message>
        <source>Keys</source>
        <extracomment>Title of a page of the settings: which keys do what</extracomment>
        <translation>按键</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>&amp;New key</source>
        <translation>新按键(&amp;N)</translation>
    </message>
    <message>
        <source>New key of the chosen action</source>
        <translation>所选操作的新按键</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>移除(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Usual key</source>
        <translation>恢复按键(&amp;U)</translation>
    </message>
    <message>
        <source>Choose an action, then press its new key. Keys that move within tables, boxes and the chart are fixed.</source>
        <translation>选择一个操作，然后按下新的按键。在表格、输入框和图表中用于移动的按键不能更改。</translation>
    </message>
</context>
<context>
    <name>LayerList</name>
    <message>
        <source>%1 of %2</source>
        <extracomment>%1 and %2 are amounts, e.g. &quot;3.1 MiB of 31.2 MiB&quot;</extracomment>
        <translation>%1（共 %2）</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>镜像层</translation>
    </message>
    <message>
        <source>Copy digest</source>
        <translation>复制 Digest</translation>
    </message>
</context>
<context>
    <name>LayerSection</name>
    <message>
        <source>Layers</source>
        <translation>镜像层</translation>
    </message>
    <message>
        <source>Layers · %1 of %2 copied</source>
        <translation>镜像层 · 已同步 %1/%2</translation>
    </message>
    <message>
        <source>Layers · %1 of %2 copied, %3 of %4</source>
        <extracomment>%3 and %4 are amounts, e.g. &quot;Layers · 2 of 5 copied, 41.0 MiB of 108.0 MiB&quot;</extracomment>
        <translation>镜像层 · 已同步 %1/%2，%3/%4</translation>
    </message>
    <message>
        <source>Request id</source>
        <translation>请求 ID</translation>
    </message>
    <message>
        <source>The registry names no layers for this task.</source>
        <translation>镜像服务未返回此任务的镜像层信息。</translation>
    </message>
    <message>
        <source>Asking the registry for the layers …</source>
        <translation>正在查询镜像层…</translation>
    </message>
    <message>
        <source>Layers are not known yet.</source>
        <translation>暂无镜像层信息。</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>%1/s</source>
        <extracomment>Speed; %1 is an amount, e.g. &quot;4.1 MiB/s&quot;</extracomment>
        <translation>%1/秒</translation>
    </message>
    <message>
        <source>%1/s, about %2 left</source>
        <extracomment>Speed and time: %1 is an amount, %2 a duration, e.g. &quot;4.1 MiB/s, about 16 s left&quot;</extracomment>
        <translation>%1/秒，剩余约 %2</translation>
    </message>
    <message>
        <source>A team&apos;s history keeps no layers.</source>
        <translation>团队的历史记录不保存镜像层。</translation>
    </message>
</context>
<context>
    <name>LinkPresenter</name>
    <message>
        <source>The task of the link is not known yet.</source>
        <translation>尚不知道链接所指的任务。</translation>
    </message>
    <message>
        <source>It opens when it is among the tasks that are being loaded.</source>
        <translation>如果它在正在加载的任务中，加载后即会打开。</translation>
    </message>
    <message>
        <source>The query of the link cannot be read.</source>
        <translation>无法读取链接中的查询。</translation>
    </message>
    <message>
        <source>It names a range of time that this version of the program does not know.</source>
        <translation>它指定了本版本的程序所不认识的时间范围。</translation>
    </message>
    <message>
        <source>No saved view is called “%1”.</source>
        <translation>没有名为“%1”的已保存视图。</translation>
    </message>
    <message>
        <source>Views are those of this computer. Ask for a link to the query instead.</source>
        <translation>视图只属于本机。请改为索取该查询的链接。</translation>
    </message>
    <message>
        <source>The task of the link is not among those that are loaded.</source>
        <translation>链接所指的任务不在已加载的任务中。</translation>
    </message>
    <message>
        <source>Choose “Load all tasks” in the ☰ menu, then open the link again. The registry forgets old tasks.</source>
        <translation>请在 ☰ 菜单中选择“加载全部任务”，然后再次打开链接。镜像仓库不会保留过旧的任务。</translation>
    </message>
    <message>
        <source>The link leads to %1, which is left out.</source>
        <translation>链接指向已设为不读取的 %1。</translation>
    </message>
    <message>
        <source>Choose the instance in the settings, under Accounts and regions, then open the link again.</source>
        <translation>请在设置的“账号与地域”中勾选该实例，然后再次打开链接。</translation>
    </message>
    <message>
        <source>The link leads to %1, which is not watched.</source>
        <translation>链接指向未被监控的 %1。</translation>
    </message>
    <message>
        <source>Choose the profile of its account under Profiles in the ☰ menu, or its region in the settings, then open the link again.</source>
        <translation>请在 ☰ 菜单的“配置”中选择其账号的配置，或在设置中选择其地域，然后再次打开链接。</translation>
    </message>
    <message>
        <source>This query does not fit into a link.</source>
        <translation>该查询无法放入链接。</translation>
    </message>
    <message>
        <source>Shorten it, or copy it from the box.</source>
        <translation>请将其缩短，或直接从查询框复制。</translation>
    </message>
    <message>
        <source>The link %1 cannot be opened.</source>
        <extracomment>%1: the link</extracomment>
        <translation>链接 %1 无法打开。</translation>
    </message>
</context>
<context>
    <name>ListStatusText</name>
    <message numerus="yes">
        <source>%1 of %Ln refused</source>
        <extracomment>%1 of %Ln instances: the registry does not allow reading them</extracomment>
        <translation>
            <numerusform>%Ln 个中有 %1 个被拒绝</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln not answering</source>
        <extracomment>%1 of %Ln instances</extracomment>
        <translation>
            <numerusform>%Ln 个中有 %1 个无响应</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln never read</source>
        <extracomment>%1 of %Ln instances: nothing came from them yet</extracomment>
        <translation>
            <numerusform>%Ln 个中有 %1 个从未读取</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln out of date</source>
        <extracomment>%1 of %Ln instances: they were read some time ago</extracomment>
        <translation>
            <numerusform>%Ln 个中有 %1 个已过时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refused</source>
        <extracomment>part of a list: so many instances</extracomment>
        <translation>
            <numerusform>%Ln 个被拒绝</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not answering</source>
        <extracomment>part of a list: so many instances</extracomment>
        <translation>
            <numerusform>%Ln 个无响应</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln never read</source>
        <extracomment>part of a list: so many instances</extracomment>
        <translation>
            <numerusform>%Ln 个从未读取</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln out of date</source>
        <extracomment>part of a list: so many instances</extracomment>
        <translation>
            <numerusform>%Ln 个已过时</numerusform>
        </translation>
    </message>
    <message>
        <source>Refused</source>
        <extracomment>state of an instance: reading it is not allowed, or not possible as it is set up</extracomment>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Not answering</source>
        <extracomment>state of an instance</extracomment>
        <translation>无响应</translation>
    </message>
    <message>
        <source>Never read</source>
        <extracomment>state of an instance: nothing came from it yet</extracomment>
        <translation>从未读取</translation>
    </message>
    <message>
        <source>Out of date</source>
        <extracomment>state of an instance: it was read some time ago</extracomment>
        <translation>已过时</translation>
    </message>
    <message>
        <source>Answering</source>
        <extracomment>state of an instance</extracomment>
        <translation>有响应</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>%1: name of an instance, %2: its place</extracomment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1: an instance, %2: its place, and the profile that asks: &quot;Hangzhou, prod&quot;</extracomment>
        <translation>%1（%2）</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln not read: %2</source>
        <extracomment>%1 of %Ln instances; %2: &quot;1 refused, 2 not answering&quot;</extracomment>
        <translation>
            <numerusform>%Ln 个中有 %1 个未读取：%2</numerusform>
        </translation>
    </message>
    <message>
        <source>Complete: %1</source>
        <extracomment>%1: number of tasks of an instance, all of which were read</extracomment>
        <translation>完整：%1</translation>
    </message>
    <message>
        <source>Not proven complete: %1</source>
        <extracomment>%1: &quot;153 of 253 seen&quot;; of the tasks of an instance</extracomment>
        <translation>未证实完整：%1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1, complete since %2</source>
        <extracomment>%1: &quot;300 of 36,204&quot;, %2: a time</extracomment>
        <translation>%1，自 %2 起完整</translation>
    </message>
    <message>
        <source>never</source>
        <extracomment>when an instance was read last</extracomment>
        <translation>从未</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln instance(s)</source>
        <extracomment>%1: some of %Ln instances</extracomment>
        <translation>
            <numerusform>%Ln 个实例中的 %1 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <extracomment>%1: &quot;3 of 4 instances and 2 regions&quot;</extracomment>
        <translation>被拒绝：%1</translation>
    </message>
    <message>
        <source>Not answering: %1</source>
        <extracomment>%1: &quot;3 of 4 instances and 2 regions&quot;</extracomment>
        <translation>无响应：%1</translation>
    </message>
    <message>
        <source>Never read: %1</source>
        <extracomment>%1: &quot;3 of 4 instances and 2 regions&quot;</extracomment>
        <translation>从未读取：%1</translation>
    </message>
    <message>
        <source>Not read: %1 (%2)</source>
        <extracomment>%1: &quot;3 of 4 instances and 2 regions&quot;; %2: &quot;1 refused, 2 not answering&quot;</extracomment>
        <translation>未读取：%1（%2）</translation>
    </message>
    <message numerus="yes">
        <source>%Ln region(s) or profile(s)</source>
        <extracomment>part of a list: those that list no instance</extracomment>
        <translation>
            <numerusform>%Ln 个地域或账号配置</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LooksSettings</name>
    <message>
        <source>Compact</source>
        <comment>rows</comment>
        <extracomment>How high rows are</extracomment>
        <translation>紧凑</translation>
    </message>
    <message>
        <source>Normal</source>
        <comment>rows</comment>
        <translation>标准</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <comment>rows</comment>
        <translation>宽松</translation>
    </message>
    <message>
        <source>Small</source>
        <comment>text</comment>
        <extracomment>How large texts are</extracomment>
        <translation>小</translation>
    </message>
    <message>
        <source>Normal</source>
        <comment>text</comment>
        <translation>标准</translation>
    </message>
    <message>
        <source>Large</source>
        <comment>text</comment>
        <translation>大</translation>
    </message>
    <message>
        <source>Looks</source>
        <extracomment>Title of a part of the settings: how the window looks</extracomment>
        <translation>外观</translation>
    </message>
    <message>
        <source>&amp;Rows</source>
        <translation>行(&amp;R)</translation>
    </message>
    <message>
        <source>Te&amp;xts</source>
        <translation>文字(&amp;X)</translation>
    </message>
    <message>
        <source>T&amp;heme</source>
        <translation>主题(&amp;H)</translation>
    </message>
</context>
<context>
    <name>MainMenu</name>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Load all tasks</source>
        <translation>加载全部任务</translation>
    </message>
    <message>
        <source>Filter the loaded tasks</source>
        <translation>筛选已加载的任务</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>View</source>
        <extracomment>Menu: which parts of the window are shown</extracomment>
        <translation>视图</translation>
    </message>
    <message>
        <source>Filters at the side</source>
        <translation>侧边筛选栏</translation>
    </message>
    <message>
        <source>Details of the task</source>
        <translation>任务详情</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>About Image Sync Dashboard</source>
        <translation>关于镜像同步看板</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>System</source>
        <comment>language</comment>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Save as a view…</source>
        <translation>存为视图…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Retry the selected tasks…</source>
        <translation>重试所选任务…</translation>
    </message>
    <message>
        <source>Cancel the selected tasks…</source>
        <translation>取消所选任务…</translation>
    </message>
    <message>
        <source>Allow changes in the registry</source>
        <translation>允许更改镜像仓库</translation>
    </message>
    <message>
        <source>Synchronize a tag now…</source>
        <translation>立即同步版本…</translation>
    </message>
    <message>
        <source>New synchronization rule…</source>
        <translation>新建同步规则…</translation>
    </message>
    <message>
        <source>What was sent</source>
        <translation>已发送的操作</translation>
    </message>
    <message>
        <source>Find a command…</source>
        <translation>查找命令…</translation>
    </message>
    <message>
        <source>Export rows…</source>
        <translation>导出行…</translation>
    </message>
    <message>
        <source>Save the chart…</source>
        <translation>保存图表…</translation>
    </message>
    <message>
        <source>Report…</source>
        <extracomment>Menu: a document about what happened</extracomment>
        <translation>报告…</translation>
    </message>
    <message>
        <source>Retry all that match…</source>
        <extracomment>Menu: of the list, all tasks that failed</extracomment>
        <translation>重试全部匹配的任务…</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>手册</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>已保存的视图</translation>
    </message>
    <message>
        <source>Export the saved views…</source>
        <translation>导出已保存的视图…</translation>
    </message>
    <message>
        <source>Import saved views…</source>
        <translation>导入已保存的视图…</translation>
    </message>
    <message>
        <source>Copy link to the query</source>
        <translation>复制查询链接</translation>
    </message>
    <message>
        <source>Compare tags with the destination…</source>
        <extracomment>Menu: which tags the destination of the current task or rule does not have</extracomment>
        <translation>与目标比较版本…</translation>
    </message>
    <message>
        <source>Save diagnostics…</source>
        <extracomment>Menu: a file for a report of faults</extracomment>
        <translation>保存诊断信息…</translation>
    </message>
    <message>
        <source>Acknowledge the selected failures…</source>
        <extracomment>Menu: tells the team that somebody looks after failed tasks</extracomment>
        <translation>确认所选的失败…</translation>
    </message>
    <message>
        <source>Search the whole history</source>
        <translation>搜索全部历史</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Tasks</source>
        <extracomment>A page of the window: the list of tasks</extracomment>
        <translation>任务</translation>
    </message>
    <message>
        <source>Failures</source>
        <extracomment>A page of the window: failures by what they have in common</extracomment>
        <translation>失败</translation>
    </message>
    <message>
        <source>Routes</source>
        <extracomment>A page of the window: from where to where images are copied</extracomment>
        <translation>同步方向</translation>
    </message>
    <message>
        <source>Rules</source>
        <extracomment>A page of the window: the rules by which images are copied</extracomment>
        <translation>同步规则</translation>
    </message>
    <message>
        <source>Sent</source>
        <extracomment>A page of the window: what was sent to change the registry</extracomment>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Open a saved view</source>
        <translation>打开已保存的视图</translation>
    </message>
    <message>
        <source>Next or previous group (arrows within)</source>
        <translation>下一组或上一组（组内用方向键）</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <extracomment>Title over keys</extracomment>
        <translation>全局</translation>
    </message>
    <message>
        <source>Moving around</source>
        <extracomment>Title over keys: those that lead somewhere else in the window</extracomment>
        <translation>移动</translation>
    </message>
    <message>
        <source>In the side bar</source>
        <extracomment>Title over keys</extracomment>
        <translation>侧边栏中</translation>
    </message>
    <message>
        <source>Only these tasks, or all again</source>
        <translation>仅显示这些任务，或恢复全部</translation>
    </message>
    <message>
        <source>All but these tasks</source>
        <translation>排除这些任务</translation>
    </message>
    <message>
        <source>This page has no details.</source>
        <extracomment>Why the details cannot be shown</extracomment>
        <translation>此页没有详情。</translation>
    </message>
</context>
<context>
    <name>ManualWindow</name>
    <message>
        <source>Manual</source>
        <translation>手册</translation>
    </message>
    <message>
        <source>Search the manual</source>
        <translation>搜索手册</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Page of the manual</source>
        <translation>手册页面</translation>
    </message>
    <message>
        <source>No part of the manual has all of these words. Write fewer or others.</source>
        <translation>手册中没有同时包含这些词语的内容。请减少词语或换用其他词语。</translation>
    </message>
    <message>
        <source>Back</source>
        <extracomment>Button: to the page of the manual that was shown before</extracomment>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <extracomment>Button: to the page of the manual from which one went back</extracomment>
        <translation>前进</translation>
    </message>
    <message>
        <source>Clear the text</source>
        <translation>清除文本</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>request id %1</source>
        <translation>请求 ID %1</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the error for a ticket</source>
        <translation>复制错误信息，用于提交工单</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>错误说明</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>处理建议</translation>
    </message>
    <message>
        <source>Code and request id</source>
        <translation>错误码和请求 ID</translation>
    </message>
    <message>
        <source>tries again %1</source>
        <extracomment>%1 is a time from now, e.g. &quot;in 8 s&quot;</extracomment>
        <translation>%1重试</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 is an instance, %2 is a sentence: what happened to it</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Profile %1: %2</source>
        <extracomment>%1 names a profile, %2 is a sentence: what happened to it</extracomment>
        <translation>配置 %1：%2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more</source>
        <extracomment>the end of a list of names</extracomment>
        <translation>
            <numerusform>另外 %Ln 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Others fail too: %1.</source>
        <extracomment>%1 lists instances, or profiles of the vendor&apos;s command line tool</extracomment>
        <translation>另有失败：%1。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more</source>
        <comment>messages</comment>
        <extracomment>Messages that show when the one in sight is closed</extracomment>
        <translation>
            <numerusform>还有 %Ln 条</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NetworkSettings</name>
    <message>
        <source>CA file</source>
        <translation>CA 文件</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer)</source>
        <extracomment>A kind of files in the dialog that chooses one</extracomment>
        <translation>证书 (*.pem *.crt *.cer)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Network</source>
        <extracomment>Title of a part of the settings: proxy and certificates</extracomment>
        <translation>网络</translation>
    </message>
    <message>
        <source>&amp;Proxy</source>
        <translation>代理(&amp;P)</translation>
    </message>
    <message>
        <source>as the environment says</source>
        <extracomment>In the empty field of a proxy or a file: the environment&apos;s variables decide</extracomment>
        <translation>以环境变量为准</translation>
    </message>
    <message>
        <source>&amp;CA file</source>
        <translation>CA 文件(&amp;C)</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose the CA file</source>
        <translation>选择 CA 文件</translation>
    </message>
    <message>
        <source>Such as http://proxy.example:8080 or socks5://proxy.example:1080; “none” uses no proxy. A proxy with a password belongs in the variable HTTPS_PROXY. The authorities of the CA file (PEM) are trusted in addition to the system&apos;s.</source>
        <translation>例如 http://proxy.example:8080 或 socks5://proxy.example:1080；“none”表示不使用代理。带密码的代理应写入环境变量 HTTPS_PROXY。CA 文件（PEM）中的颁发机构与系统的颁发机构一并受信任。</translation>
    </message>
    <message>
        <source>Clear the text</source>
        <translation>清除文本</translation>
    </message>
</context>
<context>
    <name>NewRowsChip</name>
    <message numerus="yes">
        <source>%Ln new ↑</source>
        <extracomment>on a button that scrolls up to tasks that have just come in</extracomment>
        <translation>
            <numerusform>%Ln 个新任务 ↑</numerusform>
        </translation>
    </message>
    <message>
        <source>Scroll to the new tasks</source>
        <translation>滚动到新任务</translation>
    </message>
</context>
<context>
    <name>NewRuleDialog</name>
    <message>
        <source>New synchronization rule</source>
        <translation>新建同步规则</translation>
    </message>
</context>
<context>
    <name>NoteSection</name>
    <message>
        <source>Withdraw</source>
        <extracomment>Button: takes back that somebody looks after a failed task</extracomment>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Note of the team</source>
        <translation>团队的备注</translation>
    </message>
    <message>
        <source>Notes of the team</source>
        <translation>团队的备注</translation>
    </message>
    <message>
        <source>Acknowledge…</source>
        <extracomment>Button; opens a dialog</extracomment>
        <translation>确认…</translation>
    </message>
    <message>
        <source>Tell the team that somebody looks after it</source>
        <translation>告诉团队有人在处理它</translation>
    </message>
    <message>
        <source>To acknowledge failures for the team, connect to its database in a role that may write notes.</source>
        <translation>要为团队确认失败，请以可写备注的角色连接其数据库。</translation>
    </message>
</context>
<context>
    <name>NotesPresenter</name>
    <message>
        <source>Another database was chosen before the team&apos;s database had answered.</source>
        <translation>在团队的数据库答复之前，已换用另一个数据库。</translation>
    </message>
    <message>
        <source>Check there whether it took the note, or try again to write it here.</source>
        <translation>请在原数据库中查看备注是否已保存，或重试以写入当前数据库。</translation>
    </message>
    <message>
        <source>The team&apos;s database did not take the note.</source>
        <translation>团队的数据库没有接收备注。</translation>
    </message>
    <message>
        <source>Tell whoever runs it what it says: %1</source>
        <extracomment>%1 is what a database says, in English</extracomment>
        <translation>请将其返回的内容告知数据库管理员：%1</translation>
    </message>
    <message>
        <source>Try again, or check its address and the network.</source>
        <translation>请重试，或检查其地址和网络。</translation>
    </message>
    <message>
        <source>Select failed tasks in the list first.</source>
        <translation>请先在列表中选择失败的任务。</translation>
    </message>
</context>
<context>
    <name>NotificationSettings</name>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Notify of new &amp;failures, and count them in the tray</source>
        <translation>通知新的失败任务，并在托盘显示失败数(&amp;F)</translation>
    </message>
    <message>
        <source>Notify of &amp;stuck tasks</source>
        <translation>通知卡住的任务(&amp;S)</translation>
    </message>
    <message>
        <source>Notify when &amp;unanswered for</source>
        <extracomment>Before a number of minutes</extracomment>
        <translation>多久无响应时通知(&amp;U)</translation>
    </message>
    <message>
        <source> min</source>
        <extracomment>Behind a number: minutes</extracomment>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>Minutes without an answer</source>
        <translation>无响应的分钟数</translation>
    </message>
    <message>
        <source>&amp;Quiet hours</source>
        <extracomment>Before two times of day</extracomment>
        <translation>免打扰时段(&amp;Q)</translation>
    </message>
    <message>
        <source>Quiet hours begin</source>
        <translation>免打扰开始时间</translation>
    </message>
    <message>
        <source>Quiet hours end</source>
        <translation>免打扰结束时间</translation>
    </message>
    <message>
        <source>At most one a minute. What fails in quiet hours is told at their end, unless it was repaired. The menu of a saved view limits notifications to what it shows.</source>
        <translation>每分钟至多一条。免打扰时段内的失败在时段结束后一并通知，其间已修复的除外。在已保存视图的菜单中可将通知限定为该视图显示的任务。</translation>
    </message>
</context>
<context>
    <name>OverviewPresenter</name>
    <message numerus="yes">
        <source>of the %Ln loaded task(s)</source>
        <translation>
            <numerusform>仅统计已加载的 %Ln 个任务</numerusform>
        </translation>
    </message>
    <message>
        <source>silent %1</source>
        <extracomment>A rule started nothing for this long, against its habit; %1 is a length of time</extracomment>
        <translation>%1未触发</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <extracomment>a status, a range of time, a number: &quot;Failed, in 24 h: 37&quot;</extracomment>
        <translation>%1，%2：%3</translation>
    </message>
</context>
<context>
    <name>PagingDoubt</name>
    <message>
        <source>%1 seen</source>
        <extracomment>%1: how many tasks were seen</extracomment>
        <translation>已看到 %1</translation>
    </message>
    <message>
        <source>%1 of %2 seen</source>
        <extracomment>%1 of %2 tasks were seen</extracomment>
        <translation>已看到 %1，共 %2</translation>
    </message>
    <message>
        <source>The registry counts tasks but sent none.</source>
        <translation>仓库报告有任务，但没有返回任何任务。</translation>
    </message>
    <message>
        <source>The registry sent a page that is empty or too short.</source>
        <translation>仓库返回的某一页为空或过短。</translation>
    </message>
    <message>
        <source>The registry sends the same tasks for every page.</source>
        <translation>仓库对每一页都返回相同的任务。</translation>
    </message>
    <message>
        <source>The registry counts more tasks than its pages hold.</source>
        <translation>仓库报告的任务数多于各页中的任务数。</translation>
    </message>
    <message>
        <source>Tasks came or went each time the pages were read.</source>
        <translation>每次读取各页时都有任务新增或消失。</translation>
    </message>
    <message>
        <source>The list has too many pages.</source>
        <translation>列表的页数过多。</translation>
    </message>
    <message>
        <source>Some tasks could not be read.</source>
        <translation>有些任务无法读取。</translation>
    </message>
    <message>
        <source>Tasks may have moved between two pages while they were read.</source>
        <translation>读取期间任务可能在两页之间移动。</translation>
    </message>
</context>
<context>
    <name>PalettePresenter</name>
    <message>
        <source>Not available at present.</source>
        <translation>目前不可用。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 is a menu, %2 an entry of it</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>on</source>
        <translation>已开启</translation>
    </message>
    <message>
        <source>There are no tasks to show.</source>
        <translation>没有可显示的任务。</translation>
    </message>
    <message>
        <source>All instances</source>
        <translation>所有实例</translation>
    </message>
</context>
<context>
    <name>PaneHeader</name>
    <message>
        <source>Close the details</source>
        <translation>关闭详情</translation>
    </message>
</context>
<context>
    <name>Placeholder</name>
    <message>
        <source>Loading the newest tasks …</source>
        <translation>正在加载最新任务…</translation>
    </message>
    <message>
        <source>The list fills as soon as the registry answers.</source>
        <translation>镜像服务响应后将显示任务列表。</translation>
    </message>
    <message>
        <source>This instance has no sync tasks yet.</source>
        <translation>此实例还没有同步任务。</translation>
    </message>
    <message>
        <source>A task appears when a push matches a sync rule, or when somebody starts one by hand. This list refreshes by itself.</source>
        <translation>推送的镜像匹配同步规则，或手动触发同步后，任务会显示在这里。列表会自动刷新。</translation>
    </message>
    <message>
        <source>No loaded task matches the filters.</source>
        <translation>已加载的任务中没有符合筛选条件的任务。</translation>
    </message>
    <message>
        <source>Status, trigger and text are looked for in the loaded tasks only. Clear the filters, or load older tasks to search them as well.</source>
        <translation>状态、触发方式和文本仅在已加载的任务中筛选。请清除筛选，或加载更早的任务后再筛选。</translation>
    </message>
    <message>
        <source>The registry has no task for this question.</source>
        <translation>没有符合查询条件的任务。</translation>
    </message>
    <message>
        <source>Namespace, repository, tag and batch must be written exactly as in the registry, without wildcards.</source>
        <translation>命名空间、仓库、版本和批次须与镜像服务中的值完全一致，不支持通配符。</translation>
    </message>
    <message>
        <source>No registry instance in the watched regions.</source>
        <translation>所监控的地域中没有镜像服务实例。</translation>
    </message>
    <message>
        <source>No access key was found.</source>
        <translation>未找到访问密钥。</translation>
    </message>
    <message>
        <source>The tasks could not be loaded.</source>
        <translation>任务加载失败。</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>请重试。</translation>
    </message>
    <message>
        <source>Request id:</source>
        <extracomment>%1 is a code of the server; the request id stands in the next line</extracomment>
        <translation>请求 ID：</translation>
    </message>
    <message>
        <source>%1, request id:</source>
        <translation>%1，请求 ID：</translation>
    </message>
    <message>
        <source>Request id</source>
        <translation>请求 ID</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Load all tasks</source>
        <translation>加载全部任务</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>体验演示</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>All tasks are loaded. Clear the filters to see them.</source>
        <translation>任务已全部加载。清除筛选条件即可查看。</translation>
    </message>
    <message>
        <source>No matching task in the chosen time range.</source>
        <translation>所选时间范围内没有匹配的任务。</translation>
    </message>
    <message>
        <source>Older tasks match. Choose a longer range over the chart, or show all times.</source>
        <translation>有更早的任务匹配。请在图表上方选择更长的时间范围，或显示全部时间。</translation>
    </message>
    <message>
        <source>The query could not be answered.</source>
        <translation>无法得出该查询的结果。</translation>
    </message>
    <message>
        <source>Its regular expression takes too many steps. Simplify it, or clear the filters.</source>
        <translation>其中的正则表达式所需的步骤太多。请简化它，或清除筛选条件。</translation>
    </message>
    <message>
        <source>Show all times</source>
        <translation>显示全部时间</translation>
    </message>
    <message>
        <source>Choose other regions or instances in the settings, or check that the key may list the instances of this account.</source>
        <translation>请在设置中选择其他地域或实例，或确认该密钥有权列出此账号的实例。</translation>
    </message>
    <message>
        <source>Set up an account here, give a key in one of these places and try again, or look around with sample tasks first. These places are only read.</source>
        <translation>请在此设置账号，或在以下任一处提供密钥后重试，也可以先用示例任务浏览。这些位置只会被读取。</translation>
    </message>
    <message>
        <source>Set up…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Search the whole history</source>
        <translation>搜索全部历史</translation>
    </message>
</context>
<context>
    <name>ProfileChooser</name>
    <message>
        <source>It is not there any more.</source>
        <translation>已不存在。</translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation>更换…</translation>
    </message>
    <message>
        <source>Replace key %1</source>
        <extracomment>%1 is the name of a key</extracomment>
        <translation>更换密钥 %1</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Remove key %1</source>
        <extracomment>%1 is the name of a key</extracomment>
        <translation>移除密钥 %1</translation>
    </message>
    <message>
        <source>Every profile of the aliyun CLI, also later ones</source>
        <translation>aliyun CLI 的全部配置，包括以后新增的</translation>
    </message>
</context>
<context>
    <name>ProfileMenu</name>
    <message>
        <source>Profiles</source>
        <extracomment>Menu: profiles (of the vendor&apos;s command line tool) whose accounts are watched</extracomment>
        <translation>账号配置</translation>
    </message>
    <message>
        <source>As configured</source>
        <extracomment>No profile is chosen: the key that the environment or the tool&apos;s configuration names</extracomment>
        <translation>默认</translation>
    </message>
    <message>
        <source>The key of the environment, else the current profile</source>
        <translation>环境变量中的密钥；没有时用当前配置</translation>
    </message>
    <message>
        <source>None found</source>
        <extracomment>Menu: there are no profiles (of the vendor&apos;s command line tool)</extracomment>
        <translation>未找到</translation>
    </message>
</context>
<context>
    <name>ProfilePresenter</name>
    <message numerus="yes">
        <source>%Ln profile(s) cannot be used.</source>
        <translation>
            <numerusform>%Ln 个配置无法使用。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProfileText</name>
    <message>
        <source>Usable</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>Usable · key ends in %1</source>
        <translation>可用 · 密钥末尾为 %1</translation>
    </message>
    <message>
        <source>%1 · until %2</source>
        <extracomment>%1 is &quot;Usable · key ends in abcd&quot;, %2 is a time</extracomment>
        <translation>%1 · 有效至 %2</translation>
    </message>
    <message>
        <source>%1 · takes on a role</source>
        <extracomment>A role is taken on with a key: what the key is comes before</extracomment>
        <translation>%1 · 将扮演角色</translation>
    </message>
    <message>
        <source>Read from the keychain when it is used</source>
        <translation>使用时从钥匙串读取</translation>
    </message>
    <message>
        <source>The key is fetched when it is used</source>
        <translation>使用时获取密钥</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>%1 is where a key comes from, %2 is the mode of the profile, or the names of variables</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>As configured: the environment, else the current profile</source>
        <translation>按现有配置：环境变量，否则当前配置</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>What was sent to the registry has not been answered yet.</source>
        <translation>已发送的操作尚未收到镜像服务的答复。</translation>
    </message>
    <message>
        <source>Wait until it has, or stop it. Then change the profiles.</source>
        <translation>请等待其完成或先停止，然后再更换配置。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln remembered profile(s) no longer exist.</source>
        <translation>
            <numerusform>%Ln 个已记住的配置不存在。</numerusform>
        </translation>
    </message>
    <message>
        <source>They are not watched any more. Choose others under Profiles in the ☰ menu.</source>
        <translation>已不再监视这些配置。请在 ☰ 菜单的“配置”中选择其他配置。</translation>
    </message>
    <message>
        <source>The settings cannot be saved.</source>
        <translation>无法保存设置。</translation>
    </message>
    <message>
        <source>They apply until the window is closed. Check the permissions and the free space of their folder.</source>
        <translation>设置在窗口关闭前有效。请检查设置文件夹的权限和可用空间。</translation>
    </message>
    <message>
        <source>The settings cannot be read.</source>
        <translation>无法读取设置。</translation>
    </message>
    <message>
        <source>The window has begun without them, and leaves the file as it is. Check its permissions, then start the program again.</source>
        <translation>窗口以默认设置启动，文件保持原样。请检查文件权限，然后重新启动程序。</translation>
    </message>
    <message>
        <source>An export is being written.</source>
        <translation>正在写入导出文件。</translation>
    </message>
    <message>
        <source>Wait for its end, or stop it. Then try again.</source>
        <translation>请等待导出结束，或将其停止，然后重试。</translation>
    </message>
    <message>
        <source>The demo was left to open a link.</source>
        <translation>为打开链接，已退出演示。</translation>
    </message>
    <message>
        <source>Links lead to your own registries. Choose “Demo” to see it again.</source>
        <translation>链接指向您自己的镜像仓库。如需再看演示，请选择“演示”。</translation>
    </message>
    <message>
        <source>This window was opened for the link.</source>
        <translation>此窗口为打开链接而启动。</translation>
    </message>
    <message>
        <source>The demo that is open knows nothing of your registries. Later links open here.</source>
        <translation>已打开的演示不了解您的镜像仓库。之后的链接在此打开。</translation>
    </message>
</context>
<context>
    <name>QueryPresenter</name>
    <message>
        <source>All tasks are still shown.</source>
        <translation>仍显示全部任务。</translation>
    </message>
    <message>
        <source>Still shown: %1</source>
        <translation>仍显示：%1</translation>
    </message>
</context>
<context>
    <name>RangePresenter</name>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>自 %1 起</translation>
    </message>
    <message numerus="yes">
        <source>all %Ln loaded task(s)</source>
        <extracomment>a range of time, beside the numbers of the headline</extracomment>
        <translation>
            <numerusform>全部 %Ln 个已加载任务</numerusform>
        </translation>
    </message>
    <message>
        <source>in %1</source>
        <extracomment>a range of time, beside the numbers of the headline: &quot;in 24 h&quot;</extracomment>
        <translation>%1内</translation>
    </message>
</context>
<context>
    <name>Region</name>
    <message>
        <source>Hangzhou</source>
        <translation>杭州</translation>
    </message>
    <message>
        <source>Shanghai</source>
        <translation>上海</translation>
    </message>
    <message>
        <source>Beijing</source>
        <translation>北京</translation>
    </message>
    <message>
        <source>Shenzhen</source>
        <translation>深圳</translation>
    </message>
    <message>
        <source>Guangzhou</source>
        <translation>广州</translation>
    </message>
    <message>
        <source>Qingdao</source>
        <translation>青岛</translation>
    </message>
    <message>
        <source>Zhangjiakou</source>
        <translation>张家口</translation>
    </message>
    <message>
        <source>Hohhot</source>
        <translation>呼和浩特</translation>
    </message>
    <message>
        <source>Ulanqab</source>
        <translation>乌兰察布</translation>
    </message>
    <message>
        <source>Heyuan</source>
        <translation>河源</translation>
    </message>
    <message>
        <source>Chengdu</source>
        <translation>成都</translation>
    </message>
    <message>
        <source>Nanjing</source>
        <translation>南京</translation>
    </message>
    <message>
        <source>Fuzhou</source>
        <translation>福州</translation>
    </message>
    <message>
        <source>Wuhan</source>
        <translation>武汉</translation>
    </message>
    <message>
        <source>Zhengzhou</source>
        <translation>郑州</translation>
    </message>
    <message>
        <source>Hong Kong</source>
        <translation>中国香港</translation>
    </message>
    <message>
        <source>Heyuan (automotive)</source>
        <translation>河源（汽车合规）</translation>
    </message>
    <message>
        <source>Hangzhou (finance)</source>
        <translation>杭州（金融云）</translation>
    </message>
    <message>
        <source>Shanghai (finance)</source>
        <translation>上海（金融云）</translation>
    </message>
    <message>
        <source>Shenzhen (finance)</source>
        <translation>深圳（金融云）</translation>
    </message>
    <message>
        <source>Beijing (finance)</source>
        <translation>北京（金融云）</translation>
    </message>
    <message>
        <source>Singapore</source>
        <translation>新加坡</translation>
    </message>
    <message>
        <source>Sydney</source>
        <translation>悉尼</translation>
    </message>
    <message>
        <source>Kuala Lumpur</source>
        <translation>吉隆坡</translation>
    </message>
    <message>
        <source>Jakarta</source>
        <translation>雅加达</translation>
    </message>
    <message>
        <source>Manila</source>
        <translation>马尼拉</translation>
    </message>
    <message>
        <source>Bangkok</source>
        <translation>曼谷</translation>
    </message>
    <message>
        <source>Tokyo</source>
        <translation>东京</translation>
    </message>
    <message>
        <source>Seoul</source>
        <translation>首尔</translation>
    </message>
    <message>
        <source>Mumbai</source>
        <translation>孟买</translation>
    </message>
    <message>
        <source>Virginia</source>
        <translation>弗吉尼亚</translation>
    </message>
    <message>
        <source>Silicon Valley</source>
        <translation>硅谷</translation>
    </message>
    <message>
        <source>Atlanta</source>
        <translation>亚特兰大</translation>
    </message>
    <message>
        <source>Mexico</source>
        <translation>墨西哥</translation>
    </message>
    <message>
        <source>Frankfurt</source>
        <translation>法兰克福</translation>
    </message>
    <message>
        <source>London</source>
        <translation>伦敦</translation>
    </message>
    <message>
        <source>Dubai</source>
        <translation>迪拜</translation>
    </message>
    <message>
        <source>Riyadh</source>
        <translation>利雅得</translation>
    </message>
    <message>
        <source>Zhongwei</source>
        <translation>中卫</translation>
    </message>
</context>
<context>
    <name>RegionChooser</name>
    <message>
        <source>Leave out %1 (%2)</source>
        <extracomment>%1 is a place, %2 the id of its region</extracomment>
        <translation>不再询问 %1（%2）</translation>
    </message>
    <message>
        <source>place, or id such as cn-hangzhou</source>
        <translation>地点，或 ID，如 cn-hangzhou</translation>
    </message>
    <message>
        <source>Region to add</source>
        <translation>要添加的地域</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add the region</source>
        <translation>添加该地域</translation>
    </message>
</context>
<context>
    <name>ReplyDialog</name>
    <message>
        <source>Raw reply about %1</source>
        <extracomment>%1: the id of a task</extracomment>
        <translation>%1 的原始返回</translation>
    </message>
    <message>
        <source>The registry&apos;s reply (JSON)</source>
        <translation>镜像服务返回的内容（JSON）</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ReportPresenter</name>
    <message>
        <source>Save a report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>PDF document</source>
        <translation>PDF 文档</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>网页</translation>
    </message>
</context>
<context>
    <name>ReportText</name>
    <message>
        <source>The first %1 of %2 are listed.</source>
        <translation>列出了 %2 项中的前 %1 项。</translation>
    </message>
    <message>
        <source>None in this period.</source>
        <translation>此时段内没有。</translation>
    </message>
    <message>
        <source>What this report covers</source>
        <translation>本报告的覆盖范围</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Later succeeded</source>
        <translation>之后成功</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>成功率</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>Headline</source>
        <translation>概要</translation>
    </message>
    <message>
        <source>At the time of this report: %1</source>
        <extracomment>%1: &quot;On time&quot;, &quot;Delayed&quot;, &quot;Failing&quot;</extracomment>
        <translation>生成报告时：%1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) stuck</source>
        <translation>
            <numerusform>%Ln 个任务卡住</numerusform>
        </translation>
    </message>
    <message>
        <source>Slowest routes</source>
        <translation>最慢的线路</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>已执行的操作</translation>
    </message>
    <message>
        <source>Not known: what was sent is kept by the window, whose reports list it.</source>
        <translation>未知：已发送的操作由窗口保存，窗口生成的报告会列出。</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Image synchronization, %1 to %2</source>
        <extracomment>Title of a report; %1 and %2 are times</extracomment>
        <translation>镜像同步，%1 至 %2</translation>
    </message>
    <message>
        <source>Failures by cause</source>
        <translation>按原因统计的失败</translation>
    </message>
    <message>
        <source>Failures by route</source>
        <translation>按线路统计的失败</translation>
    </message>
</context>
<context>
    <name>RouteCells</name>
    <message>
        <source>Region not given</source>
        <extracomment>An end of a route of which the registry gave no region</extracomment>
        <translation>未提供地域</translation>
    </message>
    <message>
        <source>%1×</source>
        <extracomment>how many times as long as usual, e.g. &quot;3.4×&quot;</extracomment>
        <translation>%1 倍</translation>
    </message>
    <message>
        <source>The registry gave too little information to find these tasks.</source>
        <translation>服务端提供的信息太少，无法查询这些任务。</translation>
    </message>
    <message>
        <source>Takes %1 longer than usual</source>
        <extracomment>%1 is a duration</extracomment>
        <translation>比平时多用 %1</translation>
    </message>
    <message>
        <source>Slower: %1 in the last hour, %2 in the last 7 days</source>
        <extracomment>%1 and %2 are durations</extracomment>
        <translation>变慢：最近 1 小时 %1，最近 7 天 %2</translation>
    </message>
    <message>
        <source>Route</source>
        <extracomment>A column: from where to where</extracomment>
        <translation>同步方向</translation>
    </message>
    <message>
        <source>Failed</source>
        <extracomment>A column: the number of failed tasks</extracomment>
        <translation>失败</translation>
    </message>
    <message>
        <source>Done</source>
        <extracomment>A column: the number of done tasks</extracomment>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Success</source>
        <extracomment>A column: which share of the tasks succeeded</extracomment>
        <translation>成功率</translation>
    </message>
    <message>
        <source>Delay</source>
        <extracomment>A column: how many times as long as usual</extracomment>
        <translation>延迟</translation>
    </message>
    <message>
        <source>p95 1 h</source>
        <extracomment>A column: a duration that 95 % of the last hour&apos;s tasks do not exceed</extracomment>
        <translation>P95 1 小时</translation>
    </message>
    <message>
        <source>p95 7 d</source>
        <translation>P95 7 天</translation>
    </message>
    <message>
        <source>Median</source>
        <extracomment>A column: of durations</extracomment>
        <translation>中位数</translation>
    </message>
    <message>
        <source>Running</source>
        <extracomment>A column: the number of running tasks</extracomment>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Waiting</source>
        <extracomment>A column: the number of waiting tasks</extracomment>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Oldest</source>
        <extracomment>A column: the age of the oldest unfinished task</extracomment>
        <translation>最早</translation>
    </message>
    <message>
        <source>Stuck</source>
        <extracomment>A column: the number of stuck tasks</extracomment>
        <translation>卡住</translation>
    </message>
    <message>
        <source>From where to where</source>
        <translation>从哪里同步到哪里</translation>
    </message>
    <message>
        <source>How many times as long as usual: the last hour&apos;s p95, or the age of the oldest unfinished task, against the p95 of 7 days</source>
        <translation>是平时的多少倍：最近 1 小时的 P95 耗时或最早未结束任务已经过的时间，与 7 天 P95 耗时之比</translation>
    </message>
    <message>
        <source>95 % of what was done in the last hour took no longer</source>
        <translation>最近 1 小时内完成的任务中，95% 的耗时不超过此值</translation>
    </message>
    <message>
        <source>95 % of what was done in the last 7 days took no longer</source>
        <translation>最近 7 天内完成的任务中，95% 的耗时不超过此值</translation>
    </message>
    <message>
        <source>Running now</source>
        <translation>当前进行中的任务数</translation>
    </message>
    <message>
        <source>Waiting now</source>
        <translation>当前等待中的任务数</translation>
    </message>
    <message>
        <source>Age of the oldest task that is running or waiting</source>
        <translation>进行中或等待中最早的任务已经过的时间</translation>
    </message>
    <message>
        <source>Running or waiting for much longer than usual</source>
        <translation>运行或等待的时间远超平时的任务数</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>P95</translation>
    </message>
    <message>
        <source>Failed in the chosen time range</source>
        <translation>所选时间范围内失败的任务数</translation>
    </message>
    <message>
        <source>Done in the chosen time range</source>
        <translation>所选时间范围内完成的任务数</translation>
    </message>
    <message>
        <source>Done tasks among the done and failed ones, in the chosen time range</source>
        <translation>所选时间范围内，完成的任务占完成与失败任务的比例</translation>
    </message>
    <message>
        <source>95 % of what was done in the chosen time range took no longer</source>
        <translation>所选时间范围内完成的任务中，95% 的耗时不超过此值</translation>
    </message>
    <message>
        <source>Half of what was done in the chosen time range took no longer</source>
        <translation>所选时间范围内完成的任务中，一半的耗时不超过此值</translation>
    </message>
</context>
<context>
    <name>RouteTable</name>
    <message>
        <source>Routes</source>
        <translation>同步方向</translation>
    </message>
    <message>
        <source>Enter shows the tasks of a route, Ctrl and Enter leaves them out.</source>
        <translation>按回车显示该同步方向的任务，按 Ctrl+回车排除这些任务。</translation>
    </message>
</context>
<context>
    <name>RouteView</name>
    <message numerus="yes">
        <source>%Ln route(s)</source>
        <translation>
            <numerusform>%Ln 个同步方向</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln delayed</source>
        <extracomment>routes that are much slower than usual</extracomment>
        <translation>
            <numerusform>%Ln 个延迟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln with failures</source>
        <extracomment>routes on which a task failed in the range</extracomment>
        <translation>
            <numerusform>%Ln 个有失败</numerusform>
        </translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>同步方向</translation>
    </message>
    <message>
        <source>No tasks of the chosen instances</source>
        <translation>所选实例没有任务</translation>
    </message>
    <message>
        <source>All tasks of the chosen instances</source>
        <extracomment>What the figures of the page are of: as those at the top of the window</extracomment>
        <translation>所选实例的全部任务</translation>
    </message>
    <message>
        <source>Mute…</source>
        <translation>静音…</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>取消静音</translation>
    </message>
    <message numerus="yes">
        <source>%Ln muted</source>
        <extracomment>routes of which nothing is notified at present</extracomment>
        <translation>
            <numerusform>%Ln 项已静音</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RuleCells</name>
    <message>
        <source>Silent %1</source>
        <extracomment>A rule started nothing for this long, against its habit; %1 is a length of time</extracomment>
        <translation>%1未触发</translation>
    </message>
    <message>
        <source>Started nothing for more than three times its usual pause</source>
        <translation>超过平时间隔的三倍时间没有触发任务</translation>
    </message>
    <message>
        <source>Referenced by tasks; not listed by the registry yet</source>
        <translation>有任务引用此规则，服务端尚未返回其信息</translation>
    </message>
    <message>
        <source>No loaded task belongs to this rule</source>
        <translation>已加载的任务中没有此规则的任务</translation>
    </message>
    <message>
        <source>Tasks refer to it; the registry no longer lists it</source>
        <translation>有任务引用此规则，但服务端已不再列出它</translation>
    </message>
    <message>
        <source>Silent</source>
        <extracomment>How a rule stands: it started nothing for long, against its habit</extracomment>
        <translation>未触发</translation>
    </message>
    <message>
        <source>Failing</source>
        <extracomment>How a rule stands: too many of its tasks failed</extracomment>
        <translation>失败较多</translation>
    </message>
    <message>
        <source>Working</source>
        <extracomment>How a rule stands: nothing is wrong with it</extracomment>
        <translation>正常</translation>
    </message>
    <message>
        <source>Not listed</source>
        <extracomment>How a rule stands: tasks name it, the registry has not told of it yet</extracomment>
        <translation>未列出</translation>
    </message>
    <message>
        <source>No tasks</source>
        <extracomment>How a rule stands: none of the loaded tasks is of it</extracomment>
        <translation>无任务</translation>
    </message>
    <message>
        <source>Deleted</source>
        <extracomment>How a rule stands: tasks name it, the registry does not list it any more</extracomment>
        <translation>已删除</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>同步规则</translation>
    </message>
    <message>
        <source>State</source>
        <extracomment>A column: how a rule stands</extracomment>
        <translation>状态</translation>
    </message>
    <message>
        <source>Last run</source>
        <extracomment>A column: when the rule&apos;s newest task was created</extracomment>
        <translation>最近触发</translation>
    </message>
    <message>
        <source>Failed</source>
        <extracomment>A column: the number of failed tasks</extracomment>
        <translation>失败</translation>
    </message>
    <message>
        <source>Tasks</source>
        <extracomment>A column: the number of tasks</extracomment>
        <translation>任务数</translation>
    </message>
    <message>
        <source>Success</source>
        <extracomment>A column: which share of the tasks succeeded</extracomment>
        <translation>成功率</translation>
    </message>
    <message>
        <source>p95</source>
        <extracomment>A column: a duration that 95 % of the tasks do not exceed</extracomment>
        <translation>P95 耗时</translation>
    </message>
    <message>
        <source>Route</source>
        <extracomment>A column: from where to where</extracomment>
        <translation>同步方向</translation>
    </message>
    <message>
        <source>Copies</source>
        <extracomment>What a rule copies: a repository or a namespace</extracomment>
        <translation>同步范围</translation>
    </message>
    <message>
        <source>Filters</source>
        <extracomment>A column: which tags and repositories a rule is limited to</extracomment>
        <translation>过滤条件</translation>
    </message>
    <message>
        <source>Trigger</source>
        <extracomment>What starts the tasks of a rule</extracomment>
        <translation>触发方式</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>What the rule is called; its id where it has no name</source>
        <translation>规则名称；没有名称时为规则 ID</translation>
    </message>
    <message>
        <source>Needs attention first</source>
        <translation>需要处理的排在前面</translation>
    </message>
    <message>
        <source>When its newest known task was created</source>
        <translation>已知最新任务的创建时间</translation>
    </message>
    <message>
        <source>From where to where</source>
        <translation>从哪里同步到哪里</translation>
    </message>
    <message>
        <source>What the rule copies: a repository or a namespace</source>
        <translation>规则同步的对象：仓库或命名空间</translation>
    </message>
    <message>
        <source>Which tags, repositories and namespaces it is limited to</source>
        <translation>规则限定的版本、仓库和命名空间</translation>
    </message>
    <message>
        <source>What starts its tasks</source>
        <translation>任务由什么触发</translation>
    </message>
    <message>
        <source>Which instance lists the rule</source>
        <translation>列出此规则的实例</translation>
    </message>
    <message>
        <source>Too many of its tasks failed in the chosen time range</source>
        <translation>所选时间范围内，其失败的任务过多</translation>
    </message>
    <message>
        <source>Failed in the chosen time range</source>
        <translation>所选时间范围内失败的任务数</translation>
    </message>
    <message>
        <source>Tasks of the chosen time range</source>
        <translation>所选时间范围内的任务数</translation>
    </message>
    <message>
        <source>Done tasks among the done and failed ones, in the chosen time range</source>
        <translation>所选时间范围内，完成的任务占完成与失败任务的比例</translation>
    </message>
    <message>
        <source>95 % of what was done in the chosen time range took no longer</source>
        <translation>所选时间范围内完成的任务中，95% 的耗时不超过此值</translation>
    </message>
</context>
<context>
    <name>RuleChangeDialog</name>
    <message>
        <source>The rule %1 is deleted</source>
        <translation>规则 %1 已删除</translation>
    </message>
    <message>
        <source>The rule %1 is created</source>
        <translation>规则 %1 已创建</translation>
    </message>
    <message>
        <source>Delete the rule %1?</source>
        <translation>删除规则 %1？</translation>
    </message>
    <message>
        <source>Create the rule %1?</source>
        <translation>创建规则 %1？</translation>
    </message>
    <message>
        <source>One request is sent, with exactly this:</source>
        <translation>将发送一个请求，内容如下：</translation>
    </message>
    <message>
        <source>It starts no more tasks. Its tasks and images stay.</source>
        <translation>不再触发此规则的任务。已有的任务和镜像保留。</translation>
    </message>
    <message>
        <source>Whether unfinished tasks still end is not documented.</source>
        <translation>进行中的任务如何处理，官方文档未说明。</translation>
    </message>
    <message>
        <source>Delete a rule</source>
        <translation>删除规则</translation>
    </message>
    <message>
        <source>Create a rule</source>
        <translation>创建规则</translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>没有发送任何请求。</translation>
    </message>
    <message>
        <source>Delete the rule</source>
        <translation>删除规则</translation>
    </message>
    <message>
        <source>Create the rule</source>
        <translation>创建规则</translation>
    </message>
    <message>
        <source>Deleting the rule %1</source>
        <translation>删除规则 %1</translation>
    </message>
    <message>
        <source>Creating the rule %1</source>
        <translation>创建规则 %1</translation>
    </message>
    <message>
        <source>The rule</source>
        <translation>规则</translation>
    </message>
</context>
<context>
    <name>RuleFacts</name>
    <message>
        <source>No task of it is known</source>
        <translation>没有已知的任务</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Sent to</source>
        <translation>请求发往的实例</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>同步范围</translation>
    </message>
    <message>
        <source>One repository</source>
        <translation>单个仓库</translation>
    </message>
    <message>
        <source>A whole namespace</source>
        <translation>整个命名空间</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>触发方式</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>仓库</translation>
    </message>
    <message>
        <source>Filter of tags</source>
        <translation>版本过滤</translation>
    </message>
    <message>
        <source>Filter of repositories</source>
        <translation>仓库过滤</translation>
    </message>
    <message>
        <source>To instance</source>
        <translation>目标实例</translation>
    </message>
    <message>
        <source>To region</source>
        <translation>目标地域</translation>
    </message>
    <message>
        <source>To namespace</source>
        <translation>目标命名空间</translation>
    </message>
    <message>
        <source>To repository</source>
        <translation>目标仓库</translation>
    </message>
    <message>
        <source>To account id</source>
        <translation>目标账号 ID</translation>
    </message>
    <message>
        <source>Rule id</source>
        <translation>规则 ID</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>同步方向</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>过滤条件</translation>
    </message>
    <message>
        <source>Last run</source>
        <translation>最近触发</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>No tasks</source>
        <translation>无任务</translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s)</source>
        <translation>
            <numerusform>%Ln 个任务</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RuleForm</name>
    <message>
        <source>Source</source>
        <translation>源</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>仓库</translation>
    </message>
    <message>
        <source>Tags</source>
        <extracomment>A field for a regular expression</extracomment>
        <translation>版本过滤</translation>
    </message>
    <message>
        <source>Repositories</source>
        <extracomment>A field for a regular expression</extracomment>
        <translation>仓库过滤</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地域</translation>
    </message>
    <message>
        <source>Account id</source>
        <translation>账号 ID</translation>
    </message>
    <message>
        <source>Trigger</source>
        <extracomment>What starts the tasks of a rule</extracomment>
        <translation>触发方式</translation>
    </message>
    <message>
        <source>Copies</source>
        <extracomment>What a rule copies</extracomment>
        <translation>同步范围</translation>
    </message>
    <message>
        <source>A whole namespace</source>
        <translation>整个命名空间</translation>
    </message>
    <message>
        <source>One repository</source>
        <translation>单个仓库</translation>
    </message>
    <message>
        <source>name, or id such as cri-…</source>
        <translation>名称，或 ID（如 cri-…）</translation>
    </message>
    <message>
        <source>place, or id such as cn-hangzhou</source>
        <translation>地名，或 ID（如 cn-hangzhou）</translation>
    </message>
    <message>
        <source>regular expression, .* for all</source>
        <translation>正则表达式，.* 表示全部</translation>
    </message>
    <message>
        <source>regular expression, empty for all</source>
        <translation>正则表达式，留空表示全部</translation>
    </message>
    <message>
        <source>only where it is another account&apos;s</source>
        <translation>仅当目标属于其他账号时填写</translation>
    </message>
</context>
<context>
    <name>RuleReachView</name>
    <message>
        <source>Write the namespace and valid filters to see what they match.</source>
        <translation>填写命名空间和有效的过滤条件后，显示匹配结果。</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>No image of %1 is known</source>
        <extracomment>%1 is a namespace or repository</extracomment>
        <translation>没有 %1 的已知镜像</translation>
    </message>
    <message numerus="yes">
        <source>%Ln known image(s) match</source>
        <translation>
            <numerusform>匹配 %Ln 个已知镜像</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln in part only</source>
        <extracomment>images of which an expression matches only a part of the name</extracomment>
        <translation>
            <numerusform>%Ln 个仅部分匹配</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of %1 left out</source>
        <extracomment>images that a rule would not copy; %1 is a namespace or repository</extracomment>
        <translation>
            <numerusform>%1 中 %Ln 个不匹配</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %1, this window has seen %Ln image(s) in tasks; there may be others.</source>
        <extracomment>%1 is an instance</extracomment>
        <translation>
            <numerusform>本窗口在任务中见过 %1 的 %Ln 个镜像；可能还有其他镜像。</numerusform>
        </translation>
    </message>
    <message>
        <source>They are in: %1.</source>
        <extracomment>%1 is a list of namespaces</extracomment>
        <translation>所在命名空间：%1。</translation>
    </message>
    <message>
        <source>Whether a part of the name is enough is not documented: ^ at the beginning and $ at the end leave no doubt.</source>
        <translation>官方文档未说明部分匹配是否算匹配：开头加 ^、结尾加 $ 可避免歧义。</translation>
    </message>
    <message>
        <source>By itself it copies only what is pushed after it was created.</source>
        <translation>自动触发只同步规则创建之后推送的镜像。</translation>
    </message>
    <message>
        <source>Dry run</source>
        <translation>试运行</translation>
    </message>
    <message>
        <source>Known images that match</source>
        <translation>匹配的已知镜像</translation>
    </message>
    <message numerus="yes">
        <source>… and %Ln more</source>
        <translation>
            <numerusform>……还有 %Ln 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not decided</source>
        <extracomment>images for which it could not be found out whether an expression matches</extracomment>
        <translation>
            <numerusform>%Ln 个无法判定</numerusform>
        </translation>
    </message>
    <message>
        <source>The regular expression takes too many steps over some names: avoid a repetition inside a repetition, as in (a+)+.</source>
        <translation>正则表达式匹配某些名称所需的步骤太多：请避免在重复中嵌套重复，例如 (a+)+。</translation>
    </message>
</context>
<context>
    <name>RuleSection</name>
    <message>
        <source>Rule</source>
        <extracomment>Title: the sync rule that made the task</extracomment>
        <translation>同步规则</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Copies</source>
        <extracomment>What a rule copies: a repository or a namespace</extracomment>
        <translation>同步范围</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>同步方向</translation>
    </message>
    <message>
        <source>Tags</source>
        <extracomment>Which tags a rule copies: a regular expression</extracomment>
        <translation>版本过滤</translation>
    </message>
    <message>
        <source>Repositories</source>
        <extracomment>Which repositories a rule copies: a regular expression</extracomment>
        <translation>仓库过滤</translation>
    </message>
    <message>
        <source>Namespaces</source>
        <extracomment>Which namespaces a rule copies: a regular expression</extracomment>
        <translation>命名空间过滤</translation>
    </message>
    <message>
        <source>Trigger</source>
        <extracomment>What starts the tasks of a rule</extracomment>
        <translation>触发方式</translation>
    </message>
</context>
<context>
    <name>RuleTable</name>
    <message>
        <source>Rules</source>
        <translation>同步规则</translation>
    </message>
    <message>
        <source>Enter shows the tasks of a rule, Ctrl and Enter leaves them out. Del deletes a rule.</source>
        <translation>按回车显示该规则的任务，按 Ctrl+回车排除这些任务。按 Del 删除规则。</translation>
    </message>
</context>
<context>
    <name>RuleText</name>
    <message>
        <source>Namespace %1</source>
        <extracomment>What a rule copies; %1 names the namespace</extracomment>
        <translation>命名空间 %1</translation>
    </message>
    <message>
        <source>Repository %1</source>
        <extracomment>What a rule copies; %1 names the repository</extracomment>
        <translation>仓库 %1</translation>
    </message>
    <message>
        <source>Sends from %1 to %2</source>
        <extracomment>Which way a rule copies; %1 and %2 are instances</extracomment>
        <translation>从 %1 推送到 %2</translation>
    </message>
    <message>
        <source>Fetches from %1 to %2</source>
        <extracomment>Which way a rule copies; %1 and %2 are instances</extracomment>
        <translation>从 %1 拉取到 %2</translation>
    </message>
    <message>
        <source>Tags %1</source>
        <extracomment>Which tags a rule copies; %1 is a regular expression</extracomment>
        <translation>版本 %1</translation>
    </message>
    <message>
        <source>Repositories %1</source>
        <extracomment>Which repositories a rule copies; %1 is a regular expression</extracomment>
        <translation>仓库 %1</translation>
    </message>
    <message>
        <source>Namespaces %1</source>
        <extracomment>Which namespaces a rule copies; %1 is a regular expression</extracomment>
        <translation>命名空间 %1</translation>
    </message>
</context>
<context>
    <name>RuleView</name>
    <message numerus="yes">
        <source>%Ln rule(s)</source>
        <translation>
            <numerusform>%Ln 条规则</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln silent</source>
        <extracomment>rules that started nothing for long, against their habit</extracomment>
        <translation>
            <numerusform>%Ln 条未触发</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failing</source>
        <extracomment>rules of which too many tasks failed</extracomment>
        <translation>
            <numerusform>%Ln 条失败较多</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln deleted</source>
        <extracomment>rules that tasks name and the registry does not list any more</extracomment>
        <translation>
            <numerusform>%Ln 条已删除</numerusform>
        </translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>同步规则</translation>
    </message>
    <message>
        <source>No rules of the chosen instances</source>
        <translation>所选实例没有同步规则</translation>
    </message>
    <message>
        <source>Turn on “Allow changes in the registry” in the ☰ menu.</source>
        <translation>可在 ☰ 菜单中允许。</translation>
    </message>
    <message>
        <source>Create a synchronization rule, after a dry run (Ctrl+Shift+N)</source>
        <translation>试运行后新建同步规则（Ctrl+Shift+N）</translation>
    </message>
    <message>
        <source>Delete the current rule (Del)</source>
        <translation>删除当前规则（Del）</translation>
    </message>
    <message>
        <source>Show its tasks</source>
        <translation>显示其任务</translation>
    </message>
    <message>
        <source>New rule…</source>
        <extracomment>Button: opens a dialog in which a rule is written down</extracomment>
        <translation>新建规则…</translation>
    </message>
    <message>
        <source>Delete the rule…</source>
        <translation>删除规则…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <extracomment>Button: deletes the current rule, after a confirmation</extracomment>
        <translation>删除…</translation>
    </message>
    <message>
        <source>All rules of the chosen instances</source>
        <extracomment>What the figures of the page are of: as those at the top of the window</extracomment>
        <translation>所选实例的全部规则</translation>
    </message>
    <message>
        <source>Which tags of the rule are missing at the destination (Ctrl+D)</source>
        <translation>规则的哪些版本在目标中缺失（Ctrl+D）</translation>
    </message>
    <message>
        <source>Compare its tags…</source>
        <translation>比较其版本…</translation>
    </message>
    <message>
        <source>Compare…</source>
        <extracomment>Button: compares the tags at both ends of the current rule</extracomment>
        <translation>比较…</translation>
    </message>
</context>
<context>
    <name>SaveDialogText</name>
    <message>
        <source>%1 (*.%2)</source>
        <extracomment>A kind of file and its ending, as in &quot;Picture (*.png)&quot;</extracomment>
        <translation>%1 (*.%2)</translation>
    </message>
</context>
<context>
    <name>SavedBar</name>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>%1 could not be written: %2. Choose another folder, or free some space.</source>
        <extracomment>%1: path of a file, %2: the system&apos;s word for why</extracomment>
        <translation>无法写入 %1：%2。请选择其他文件夹，或释放一些空间。</translation>
    </message>
    <message>
        <source>Open</source>
        <extracomment>Button: opens the file that was saved</extracomment>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
    <message>
        <source>Saved: %1. The desktop has no program to open it.</source>
        <translation>已保存：%1。桌面没有可打开它的程序。</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message numerus="yes">
        <source>All %Ln that match selected</source>
        <translation>
            <numerusform>已选择全部 %Ln 项匹配的任务</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>已选择 %Ln 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln failed</source>
        <extracomment>%1: &quot;5 selected&quot;</extracomment>
        <translation>
            <numerusform>%1，其中 %Ln 项失败</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %Ln that match</source>
        <extracomment>On a button that selects rows, beside &quot;5 selected&quot;</extracomment>
        <translation>
            <numerusform>全部 %Ln 项匹配的任务</numerusform>
        </translation>
    </message>
    <message>
        <source>Selects all tasks of the list: those that match the query, of the ones that are loaded</source>
        <translation>选择列表中的全部任务：已加载的任务中与查询匹配的任务</translation>
    </message>
    <message>
        <source>Retry…</source>
        <translation>重试…</translation>
    </message>
    <message>
        <source>Cancel…</source>
        <translation>取消…</translation>
    </message>
    <message>
        <source>Cancel the selected tasks, after a preview</source>
        <translation>预览后取消所选任务</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the selected rows, with the columns in sight</source>
        <translation>复制所选行中可见的列</translation>
    </message>
    <message>
        <source>Select the current task alone</source>
        <translation>只选择当前任务</translation>
    </message>
    <message>
        <source>Selected tasks</source>
        <extracomment>The bar for the rows that are selected, for a screen reader</extracomment>
        <translation>所选任务</translation>
    </message>
    <message>
        <source>Export…</source>
        <extracomment>Button: writes the selected rows to a file</extracomment>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Write the selected rows to a file</source>
        <translation>将选中的行写入文件</translation>
    </message>
    <message>
        <source>Acknowledge…</source>
        <translation>确认…</translation>
    </message>
    <message>
        <source>Tell the team that somebody looks after the selected failures</source>
        <translation>告诉团队有人在处理所选的失败</translation>
    </message>
</context>
<context>
    <name>SendDialog</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>SentCells</name>
    <message>
        <source>Retry</source>
        <extracomment>What was sent: a failed task was made again</extracomment>
        <translation>重试</translation>
    </message>
    <message>
        <source>Cancel</source>
        <extracomment>What was sent: a task was stopped</extracomment>
        <translation>取消</translation>
    </message>
    <message>
        <source>Synchronize a tag</source>
        <translation>同步版本</translation>
    </message>
    <message>
        <source>Create a rule</source>
        <translation>创建同步规则</translation>
    </message>
    <message>
        <source>Delete a rule</source>
        <translation>删除同步规则</translation>
    </message>
    <message>
        <source>Default profile</source>
        <extracomment>Who sent it: a profile that has no name</extracomment>
        <translation>默认账号配置</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>正在发送…</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Refused</source>
        <extracomment>%1 is a word of the registry</extracomment>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>已拒绝：%1</translation>
    </message>
    <message>
        <source>In doubt: the answer was lost</source>
        <translation>存疑：未收到答复</translation>
    </message>
    <message>
        <source>Not known whether it was sent</source>
        <translation>不清楚是否已发送</translation>
    </message>
    <message>
        <source>Failed again</source>
        <translation>再次失败</translation>
    </message>
    <message>
        <source>Failed again: %1</source>
        <extracomment>%1 is the cause of a failure</extracomment>
        <translation>再次失败：%1</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>Task: %1</source>
        <translation>任务：%1</translation>
    </message>
    <message>
        <source>Rule: %1</source>
        <translation>规则：%1</translation>
    </message>
    <message>
        <source>Created: %1</source>
        <translation>已创建：%1</translation>
    </message>
    <message>
        <source>Request id: %1</source>
        <translation>请求 ID：%1</translation>
    </message>
    <message>
        <source>Not listed yet</source>
        <extracomment>What became of something that was sent: its task is not listed yet</extracomment>
        <translation>尚未列出</translation>
    </message>
    <message>
        <source>Not known</source>
        <extracomment>What became of something that was sent</extracomment>
        <translation>未知</translation>
    </message>
    <message>
        <source>Its task was not seen in the list.</source>
        <translation>列表中未看到其任务。</translation>
    </message>
    <message>
        <source>Sent</source>
        <extracomment>A column: when something was sent</extracomment>
        <translation>发送时间</translation>
    </message>
    <message>
        <source>Who</source>
        <extracomment>A column: which profile sent it</extracomment>
        <translation>发送者</translation>
    </message>
    <message>
        <source>What</source>
        <extracomment>A column: what was sent, e.g. &quot;Retry&quot;</extracomment>
        <translation>操作</translation>
    </message>
    <message>
        <source>Image or rule</source>
        <translation>镜像或同步规则</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>同步方向</translation>
    </message>
    <message>
        <source>Answer</source>
        <extracomment>A column: what the registry answered</extracomment>
        <translation>答复</translation>
    </message>
    <message>
        <source>What became of it</source>
        <extracomment>A column: how the task that was made or cancelled ended</extracomment>
        <translation>后续结果</translation>
    </message>
    <message>
        <source>When the request was sent</source>
        <translation>请求发送的时间</translation>
    </message>
    <message>
        <source>The profile that sent it</source>
        <translation>发送请求的账号配置</translation>
    </message>
    <message>
        <source>What the registry answered</source>
        <translation>镜像仓库的答复</translation>
    </message>
    <message>
        <source>The task that was made or cancelled, followed to its end</source>
        <translation>跟踪所创建或取消的任务直至结束</translation>
    </message>
    <message numerus="yes">
        <source>%Ln done</source>
        <translation>
            <numerusform>%Ln 个完成</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed again</source>
        <extracomment>tasks that were retried</extracomment>
        <translation>
            <numerusform>%Ln 个再次失败</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed</source>
        <translation>
            <numerusform>%Ln 个失败</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln cancelled</source>
        <translation>
            <numerusform>%Ln 个已取消</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln running</source>
        <translation>
            <numerusform>%Ln 个进行中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not known</source>
        <translation>
            <numerusform>%Ln 个未知</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln accepted</source>
        <translation>
            <numerusform>%Ln 个已接受</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 is &quot;37 accepted&quot;, %2 is what became of those: &quot;20 done, 8 failed again, 9 running&quot;</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln not listed yet</source>
        <extracomment>tasks that an action should make, and that are not in the registry&apos;s list yet</extracomment>
        <translation>
            <numerusform>%Ln 个尚未列出</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln 个等待中</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SentPresenter</name>
    <message>
        <source>Export what was sent</source>
        <translation>导出已发送的操作</translation>
    </message>
    <message>
        <source>Comma separated values</source>
        <translation>逗号分隔值</translation>
    </message>
</context>
<context>
    <name>SentTable</name>
    <message>
        <source>What was sent</source>
        <translation>已发送的操作</translation>
    </message>
    <message>
        <source>Enter shows the tasks of a row.</source>
        <translation>按回车键显示该行的任务。</translation>
    </message>
</context>
<context>
    <name>SentView</name>
    <message>
        <source>What this program sent, kept for a year</source>
        <translation>本程序发送的内容，保留一年</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>What was sent</source>
        <translation>已发送的操作</translation>
    </message>
    <message>
        <source>Nothing was sent yet. Retries, cancellations, tags that you synchronize and changes of rules are listed here, with what became of them.</source>
        <translation>尚未发送任何操作。重试、取消、版本同步和同步规则更改会列在这里，并显示后续结果。</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Stuck tasks</source>
        <translation>卡住的任务</translation>
    </message>
    <message>
        <source>&amp;Longer than usual by</source>
        <translation>超过平常时长(&amp;L)</translation>
    </message>
    <message>
        <source> times</source>
        <extracomment>Behind a number: so many times the usual duration</extracomment>
        <translation> 倍</translation>
    </message>
    <message>
        <source>A task is stuck when it runs or waits for this many times what 95 % of the done tasks of its route took, and for 10 minutes at least.</source>
        <translation>任务运行或等待的时间达到同一同步方向 95% 的已完成任务所用时间的这么多倍，且至少 10 分钟，即视为卡住。</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Defaults</source>
        <translation>恢复默认值</translation>
    </message>
    <message>
        <source>Requests to the registry</source>
        <extracomment>Title of a part of the settings: how often the registry is asked</extracomment>
        <translation>对镜像仓库的请求</translation>
    </message>
    <message>
        <source>At &amp;rest at most</source>
        <translation>空闲时最多(&amp;R)</translation>
    </message>
    <message>
        <source> a minute</source>
        <extracomment>Behind a number of requests</extracomment>
        <translation> 次/分钟</translation>
    </message>
    <message>
        <source>For each account, while nothing is loaded and nobody refreshes. With many instances each is read less often; the foot says how often.</source>
        <translation>针对每个账号，在没有加载且无人刷新时。实例很多时，每个实例的读取间隔会变长；底栏会显示实际间隔。</translation>
    </message>
    <message>
        <source>Accounts and regions</source>
        <extracomment>A page of the settings: whose keys are used, and which regions are asked</extracomment>
        <translation>账号与地域</translation>
    </message>
    <message>
        <source>Network</source>
        <extracomment>A page of the settings: proxy and certificates</extracomment>
        <translation>网络</translation>
    </message>
    <message>
        <source>Requests</source>
        <extracomment>A page of the settings: how often the registry is asked</extracomment>
        <translation>请求</translation>
    </message>
    <message>
        <source>History</source>
        <extracomment>A page of the settings: tasks that were seen, kept on this machine</extracomment>
        <translation>历史</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Looks</source>
        <extracomment>A page of the settings: height of rows, size of texts, time zone</extracomment>
        <translation>外观</translation>
    </message>
    <message>
        <source>Sets this page back; nothing is kept before OK</source>
        <translation>将此页恢复为默认值；点击“确定”之前不会保存</translation>
    </message>
    <message>
        <source>All pages but the accounts are set back. OK uses and keeps it.</source>
        <translation>除账号外，所有页面已恢复默认值。点“确定”后生效并保存。</translation>
    </message>
    <message>
        <source>More</source>
        <extracomment>Button with a menu: what else can be done with the settings</extracomment>
        <translation>更多</translation>
    </message>
    <message>
        <source>&amp;Save to a file…</source>
        <translation>保存到文件(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Restore from a file…</source>
        <translation>从文件恢复(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Defaults of all pages</source>
        <translation>所有页面恢复默认值(&amp;D)</translation>
    </message>
    <message>
        <source>Mutes</source>
        <extracomment>A page of the settings: what is not notified of, and when</extracomment>
        <translation>静音</translation>
    </message>
    <message>
        <source>Keys</source>
        <extracomment>A page of the settings: which keys do what</extracomment>
        <translation>按键</translation>
    </message>
</context>
<context>
    <name>SettingsExchange</name>
    <message>
        <source>This is no file of saved settings.</source>
        <translation>这不是保存设置的文件。</translation>
    </message>
    <message>
        <source>The file was written by another version of this program. Restore it there.</source>
        <translation>该文件由本程序的其他版本写入。请在那个版本中恢复。</translation>
    </message>
</context>
<context>
    <name>SettingsPages</name>
    <message>
        <source>Pages</source>
        <extracomment>The list of the pages of the settings, for a screen reader</extracomment>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>SettingsTransfer</name>
    <message>
        <source>Save the settings</source>
        <translation>保存设置</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Restore settings</source>
        <translation>恢复设置</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <extracomment>%1 is the name of a file</extracomment>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>The settings were not saved.</source>
        <translation>设置未保存。</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>无法读取该文件。</translation>
    </message>
    <message>
        <source>The fields say what the file says. OK uses and keeps it.</source>
        <translation>各项已按文件内容填写。点“确定”后生效并保存。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln key(s) of the file make no sense, and are left out.</source>
        <extracomment>Of a file with settings that is restored</extracomment>
        <translation>
            <numerusform>文件中有 %Ln 个按键无法识别，已略去。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln mute(s) of the file make no sense, and are left out.</source>
        <extracomment>Of a file with settings that is restored</extracomment>
        <translation>
            <numerusform>文件中有 %Ln 个静音无法识别，已略去。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
</context>
<context>
    <name>SilenceDialog</name>
    <message>
        <source>Check one day at least.</source>
        <translation>请至少选择一天。</translation>
    </message>
    <message>
        <source>Choose another end: it is the same time as the beginning.</source>
        <translation>结束时间与开始时间相同，请另选。</translation>
    </message>
    <message>
        <source>No time zone of this name is known. Choose one of the list.</source>
        <translation>没有此名称的时区。请从列表中选择。</translation>
    </message>
    <message>
        <source>Choose a later end: that time has passed.</source>
        <translation>该时间已过，请选择更晚的结束时间。</translation>
    </message>
    <message>
        <source>Choose an end after the beginning.</source>
        <translation>结束时间必须晚于开始时间。</translation>
    </message>
    <message>
        <source>For 1 hour</source>
        <extracomment>For how long notifications are silenced</extracomment>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>For 4 hours</source>
        <translation>4 小时</translation>
    </message>
    <message>
        <source>Until tomorrow, 9:00</source>
        <translation>到明天 9:00</translation>
    </message>
    <message>
        <source>Until a time</source>
        <translation>到某个时间</translation>
    </message>
    <message>
        <source>Until unmuted</source>
        <translation>直到取消静音</translation>
    </message>
    <message>
        <source>Planned maintenance, once</source>
        <translation>计划维护，一次</translation>
    </message>
    <message>
        <source>Planned maintenance, every week</source>
        <translation>计划维护，每周</translation>
    </message>
    <message>
        <source>Mute notifications</source>
        <translation>静音通知</translation>
    </message>
    <message>
        <source>&amp;Of</source>
        <extracomment>What is muted: a view, a route, or everything</extracomment>
        <translation>对象(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;How long</source>
        <translation>时长(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>从(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Until</source>
        <translation>到(&amp;U)</translation>
    </message>
    <message>
        <source>On</source>
        <translation>星期</translation>
    </message>
    <message>
        <source>Hou&amp;rs</source>
        <translation>时段(&amp;R)</translation>
    </message>
    <message>
        <source>Maintenance begins</source>
        <translation>维护开始</translation>
    </message>
    <message>
        <source>Maintenance ends; on the next day where that is earlier</source>
        <translation>维护结束；早于开始时间时为次日</translation>
    </message>
    <message>
        <source>Time &amp;zone</source>
        <translation>时区(&amp;Z)</translation>
    </message>
    <message>
        <source>R&amp;eason</source>
        <translation>原因(&amp;E)</translation>
    </message>
    <message>
        <source>Shown wherever it is muted</source>
        <translation>显示在所有静音的地方</translation>
    </message>
    <message>
        <source>Failures are listed and counted as before; only notifications and the number in the tray wait. When it ends, what was held back is told.</source>
        <translation>失败照常列出并计数，只有通知和托盘中的数字会等待。结束时会告知其间未通知的内容。</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>For the whole &amp;team</source>
        <translation>对整个团队(&amp;T)</translation>
    </message>
    <message>
        <source>In the window of everybody who reads the team&apos;s history</source>
        <translation>在读取团队历史记录的所有人的窗口中</translation>
    </message>
    <message>
        <source>Your &amp;name</source>
        <translation>你的姓名(&amp;N)</translation>
    </message>
</context>
<context>
    <name>SilencePresenter</name>
    <message>
        <source>Notifications are no longer muted, since a time when this program was closed: %1</source>
        <translation>以下静音已在程序关闭期间结束：%1</translation>
    </message>
    <message>
        <source>What failed meanwhile is not announced. It is in the list of tasks.</source>
        <translation>其间的失败不会再通知，可在任务列表中查看。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln mute(s) of the settings make no sense, and are left out.</source>
        <translation>
            <numerusform>设置中有 %Ln 个静音无法识别，已略去。</numerusform>
        </translation>
    </message>
    <message>
        <source>Add what is missing: Settings, Mutes.</source>
        <translation>请在“设置”的“静音”中补上缺少的内容。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what is muted</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Choose something else: this view has no conditions, or a mistake.</source>
        <translation>请选择其他内容：此视图没有条件，或有错误。</translation>
    </message>
    <message>
        <source>Choose another view: the query of this one is too long for a team&apos;s notes.</source>
        <translation>请选择其他视图：此视图的查询对团队备注来说太长。</translation>
    </message>
</context>
<context>
    <name>SilencesPage</name>
    <message>
        <source>Muted</source>
        <translation>已静音</translation>
    </message>
    <message>
        <source>Maintenance</source>
        <translation>维护</translation>
    </message>
    <message>
        <source>over</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>now</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source> · </source>
        <translation> · </translation>
    </message>
    <message>
        <source>Mutes and maintenance</source>
        <extracomment>Title of a page of the settings: what is silenced, and when</extracomment>
        <translation>静音与维护</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <extracomment>Button; opens a dialog</extracomment>
        <translation>添加(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>编辑(&amp;E)…</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>移除(&amp;M)</translation>
    </message>
    <message>
        <source>Nothing of what is listed here is notified of or counted in the tray while it is muted; lists and numbers show it as before. Views and routes are muted by their menus too.</source>
        <translation>静音期间，此处列出的内容既不发出通知，也不计入托盘中的数字；列表和数字照常显示。也可在视图和同步方向的菜单中静音。</translation>
    </message>
    <message>
        <source>for the team, by %1</source>
        <extracomment>Who muted something for the whole team</extracomment>
        <translation>团队静音，由 %1 设置</translation>
    </message>
    <message>
        <source>With&amp;draw</source>
        <translation>撤回(&amp;D)</translation>
    </message>
</context>
<context>
    <name>SleepNotice</name>
    <message>
        <source>Nothing was read from %1 to %2 (%3): the computer slept, or this program was stopped.</source>
        <extracomment>%1 and %2 are times, %3 is a duration</extracomment>
        <translation>%1 至 %2（%3）没有读取任何数据：计算机处于睡眠状态，或本程序被暂停。</translation>
    </message>
    <message>
        <source>Everything is being read again. What failed in that time shows, and is announced, as it comes.</source>
        <translation>正在重新读取全部数据。这段时间内的失败会在读到时显示并通知。</translation>
    </message>
</context>
<context>
    <name>SmallFile</name>
    <message>
        <source>It is not a regular file.</source>
        <translation>不是普通文件。</translation>
    </message>
    <message>
        <source>It is too large.</source>
        <translation>文件过大。</translation>
    </message>
    <message>
        <source>It is a symbolic link, which is read, but not written through. Put the file itself in its place.</source>
        <translation>它是一个符号链接：程序会读取它，但不会通过它写入。请在该位置放置文件本身。</translation>
    </message>
</context>
<context>
    <name>StatusChartView</name>
    <message>
        <source>What the chart shows</source>
        <extracomment>what a chart draws</extracomment>
        <translation>图表内容</translation>
    </message>
</context>
<context>
    <name>TagCopyDialog</name>
    <message>
        <source>Each end needs an instance, a repository as namespace/name, and a tag.</source>
        <translation>两端都需要实例、仓库（命名空间/名称）和版本。</translation>
    </message>
    <message>
        <source>Source and destination are the same.</source>
        <translation>源与目标相同。</translation>
    </message>
    <message>
        <source>Synchronize a tag now</source>
        <translation>立即同步版本</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>源</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>仓库</translation>
    </message>
    <message>
        <source>namespace/name</source>
        <translation>命名空间/名称</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>name, or id such as cri-…</source>
        <translation>名称，或 ID（如 cri-…）</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地域</translation>
    </message>
    <message>
        <source>Account id</source>
        <translation>账号 ID</translation>
    </message>
    <message>
        <source>only where the destination is another account&apos;s</source>
        <translation>仅当目标属于其他账号时填写</translation>
    </message>
</context>
<context>
    <name>TaskCells</name>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>%1 %</source>
        <extracomment>%1 is a number, as in &quot;61 %&quot;.</extracomment>
        <translation>%1%</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>Sizes, as in &quot;12.0 MiB of 31.2 MiB&quot;.</extracomment>
        <translation>%1（共 %2）</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <extracomment>A route, spoken.</extracomment>
        <translation>从%1到%2</translation>
    </message>
    <message>
        <source>Time zone: %1</source>
        <extracomment>Below what a column of times tells; %1 is a time zone, e.g. &quot;Asia/Shanghai, UTC+8&quot;</extracomment>
        <translation>时区：%1</translation>
    </message>
</context>
<context>
    <name>TaskColumns</name>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>失败原因</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>同步方向</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>源</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>同步规则</translation>
    </message>
    <message>
        <source>Modified</source>
        <translation>修改时间</translation>
    </message>
    <message>
        <source>Task id</source>
        <translation>任务 ID</translation>
    </message>
    <message>
        <source>Accelerated</source>
        <translation>同步加速</translation>
    </message>
    <message>
        <source>Custom link</source>
        <translation>自定义链路</translation>
    </message>
    <message>
        <source>Link id</source>
        <translation>链路 ID</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Task status</source>
        <translation>任务的状态</translation>
    </message>
    <message>
        <source>Namespace, repository and tag at the source</source>
        <translation>源镜像的命名空间、仓库和版本</translation>
    </message>
    <message>
        <source>Why the task failed, as the registry says</source>
        <translation>镜像服务返回的失败原因</translation>
    </message>
    <message>
        <source>From which region to which</source>
        <translation>从哪个地域同步到哪个地域</translation>
    </message>
    <message>
        <source>When the task was created</source>
        <translation>任务的创建时间</translation>
    </message>
    <message>
        <source>How long the task took, or has taken so far</source>
        <translation>任务的总耗时，或到目前为止的耗时</translation>
    </message>
    <message>
        <source>How much of the image was copied, for running tasks</source>
        <translation>进行中的任务已同步的镜像数据比例</translation>
    </message>
    <message>
        <source>Instance and image that is copied</source>
        <translation>源实例和源镜像</translation>
    </message>
    <message>
        <source>Instance and image to which it is copied</source>
        <translation>目标实例和目标镜像</translation>
    </message>
    <message>
        <source>Whether a push or a person started the task</source>
        <translation>任务由推送自动触发，还是手动触发</translation>
    </message>
    <message>
        <source>The synchronization rule behind the task; none for a single run</source>
        <translation>任务所属的同步规则；单次手动同步没有规则</translation>
    </message>
    <message>
        <source>When the task changed last: its end, once it has ended</source>
        <translation>任务最后一次变化的时间；任务结束后即为结束时间</translation>
    </message>
    <message>
        <source>Tasks that one push of an image caused share this id</source>
        <translation>同一次镜像推送产生的任务使用同一个批次 ID</translation>
    </message>
    <message>
        <source>The registry&apos;s id of the task</source>
        <translation>同步任务的 ID</translation>
    </message>
    <message>
        <source>Whether source and destination belong to different accounts</source>
        <translation>源和目标是否属于不同账号</translation>
    </message>
    <message>
        <source>Whether sync acceleration was in use</source>
        <translation>是否使用了同步加速</translation>
    </message>
    <message>
        <source>Whether a custom link was in use</source>
        <translation>是否使用了自定义链路</translation>
    </message>
    <message>
        <source>The registry&apos;s id of the custom link</source>
        <translation>自定义链路的 ID</translation>
    </message>
    <message>
        <source>The priority that was asked for</source>
        <translation>请求时指定的优先级</translation>
    </message>
    <message>
        <source>Trigger</source>
        <extracomment>What started a task.</extracomment>
        <translation>触发方式</translation>
    </message>
    <message>
        <source>Batch</source>
        <extracomment>All tasks that one push of an image caused.</extracomment>
        <translation>批次</translation>
    </message>
    <message>
        <source>Cross account</source>
        <translation>跨账号</translation>
    </message>
    <message>
        <source>Repaired</source>
        <extracomment>Status of a task that failed, before a later copy of its image succeeded</extracomment>
        <translation>已修复</translation>
    </message>
    <message>
        <source>It failed; a later copy has brought the image to the destination.</source>
        <translation>任务曾失败；之后的一次同步已将镜像送达目标。</translation>
    </message>
    <message>
        <source>Account</source>
        <extracomment>The account whose instance lists a task, by the name of its profile</extracomment>
        <translation>账号</translation>
    </message>
    <message>
        <source>The profile whose registry lists the task, where several are watched</source>
        <translation>列出该任务的镜像仓库所属的配置（同时监控多个配置时）</translation>
    </message>
</context>
<context>
    <name>TaskDelegate</name>
    <message>
        <source>%1 %</source>
        <extracomment>share of a task&apos;s bytes that were copied, e.g. &quot;61 %&quot;</extracomment>
        <translation>%1%</translation>
    </message>
</context>
<context>
    <name>TaskDetailPane</name>
    <message>
        <source>Details of the task</source>
        <translation>任务详情</translation>
    </message>
    <message>
        <source>Choose a task to see its source and destination.</source>
        <translation>选择一个任务以查看其源和目标。</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Same push</source>
        <extracomment>Title: the other tasks that the same push caused</extracomment>
        <translation>同批任务</translation>
    </message>
    <message>
        <source>Ask the registry for the tasks of this batch</source>
        <translation>向服务端查询此批次的任务</translation>
    </message>
    <message numerus="yes">
        <source>Same push, %Ln other task(s)</source>
        <translation>
            <numerusform>同批任务，另有 %Ln 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Earlier at this destination</source>
        <extracomment>Title: tasks of the same image to the same destination that came before</extracomment>
        <translation>此前同步到该目标的结果</translation>
    </message>
    <message>
        <source>Show in the list</source>
        <extracomment>Button: show the tasks that the same push caused in the list</extracomment>
        <translation>在列表中显示</translation>
    </message>
</context>
<context>
    <name>TaskPaneFoot</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Task id</source>
        <translation>任务 ID</translation>
    </message>
    <message>
        <source>Source image</source>
        <translation>源镜像</translation>
    </message>
    <message>
        <source>Destination image</source>
        <translation>目标镜像</translation>
    </message>
    <message>
        <source>Command line (aliyun)</source>
        <extracomment>Menu: copies &quot;aliyun cr GetRepoSyncTask …&quot;</extracomment>
        <translation>命令行（aliyun）</translation>
    </message>
    <message>
        <source>Raw reply (JSON)</source>
        <extracomment>Menu: copies the registry&apos;s reply as it came</extracomment>
        <translation>原始返回（JSON）</translation>
    </message>
    <message>
        <source>Everything as text</source>
        <translation>全部内容（文本）</translation>
    </message>
    <message>
        <source>Console</source>
        <extracomment>Button with a menu: open a page of the vendor&apos;s web console</extracomment>
        <translation>控制台</translation>
    </message>
    <message>
        <source>Open the instance in the registry&apos;s web console</source>
        <translation>在镜像服务控制台中打开实例</translation>
    </message>
    <message>
        <source>Source instance</source>
        <translation>源实例</translation>
    </message>
    <message>
        <source>Destination instance</source>
        <translation>目标实例</translation>
    </message>
    <message>
        <source>Turn on “Allow changes in the registry” in the ☰ menu.</source>
        <translation>可在 ☰ 菜单中允许。</translation>
    </message>
    <message>
        <source>Retry…</source>
        <extracomment>Button: copy the image of a failed task again, after a preview</extracomment>
        <translation>重试…</translation>
    </message>
    <message>
        <source>Cancel…</source>
        <extracomment>Button: stop a running task, after a preview</extracomment>
        <translation>取消…</translation>
    </message>
    <message>
        <source>Show the raw reply…</source>
        <translation>查看原始返回…</translation>
    </message>
    <message>
        <source>Read-only · allow changes</source>
        <extracomment>Link below the buttons that change the registry, while they may not</extracomment>
        <translation>只读 · 允许更改</translation>
    </message>
    <message>
        <source>Compare…</source>
        <extracomment>Button: which tags of the repository the destination does not have</extracomment>
        <translation>比较…</translation>
    </message>
    <message>
        <source>Compare the tags of the repository at both ends (Ctrl+D)</source>
        <translation>比较仓库两端的版本（Ctrl+D）</translation>
    </message>
    <message>
        <source>Link to the task</source>
        <extracomment>Menu: copies a link that opens this program at the task</extracomment>
        <translation>任务链接</translation>
    </message>
</context>
<context>
    <name>TaskReport</name>
    <message>
        <source>%1 for %2, since %3</source>
        <extracomment>%1 a status, %2 e.g. &quot;25 s&quot;, %3 date and time: &quot;Running for 25 s, since 2026-11-24 …&quot;</extracomment>
        <translation>%1，已持续 %2，始于 %3</translation>
    </message>
    <message>
        <source>%1 %2, %3</source>
        <extracomment>%1 a status, %2 e.g. &quot;23 m ago&quot;, %3 date and time</extracomment>
        <translation>%1，%2，%3</translation>
    </message>
    <message>
        <source>%1, after %2</source>
        <extracomment>%1 is what was said before, %2 a duration, e.g. &quot;4 s&quot;</extracomment>
        <translation>%1，耗时 %2</translation>
    </message>
    <message>
        <source>rule %1</source>
        <extracomment>%1 is the name of a sync rule</extracomment>
        <translation>规则 %1</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>失败原因</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>源</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Modified</source>
        <translation>修改时间</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>触发方式</translation>
    </message>
    <message>
        <source>Task id</source>
        <translation>任务 ID</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>同步规则</translation>
    </message>
    <message>
        <source>Rule id</source>
        <translation>规则 ID</translation>
    </message>
    <message>
        <source>Link id</source>
        <translation>链路 ID</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>镜像层</translation>
    </message>
    <message>
        <source>Request id</source>
        <translation>请求 ID</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生了什么</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>如何处理</translation>
    </message>
    <message>
        <source>Digest of the source&apos;s tag</source>
        <translation>源标签的摘要</translation>
    </message>
    <message>
        <source>Digest of the destination&apos;s tag</source>
        <translation>目标标签的摘要</translation>
    </message>
</context>
<context>
    <name>TaskRowMenu</name>
    <message>
        <source>Copy as JSON</source>
        <translation>复制为 JSON</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>显示详情</translation>
    </message>
    <message>
        <source>Copy cell</source>
        <translation>复制单元格</translation>
    </message>
    <message numerus="yes">
        <source>Copy %Ln row(s)</source>
        <translation>
            <numerusform>复制 %Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy task id</source>
        <translation>复制任务 ID</translation>
    </message>
    <message numerus="yes">
        <source>Retry %Ln task(s)…</source>
        <translation>
            <numerusform>重试 %Ln 个任务…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %Ln task(s)…</source>
        <translation>
            <numerusform>取消 %Ln 个任务…</numerusform>
        </translation>
    </message>
    <message>
        <source>Only “%1”</source>
        <extracomment>Menu: shows only tasks with the same status, image, cause, route, trigger or rule, e.g. “Network”</extracomment>
        <translation>只看“%1”</translation>
    </message>
    <message>
        <source>Without “%1”</source>
        <extracomment>Menu: leaves out tasks with the same status, image, cause, route, trigger or rule</extracomment>
        <translation>排除“%1”</translation>
    </message>
    <message>
        <source>Export rows…</source>
        <translation>导出行…</translation>
    </message>
    <message>
        <source>Compare tags with the destination…</source>
        <translation>与目标比较版本…</translation>
    </message>
    <message>
        <source>Copy link</source>
        <extracomment>Menu: copies a link that opens this program at the task</extracomment>
        <translation>复制链接</translation>
    </message>
</context>
<context>
    <name>TaskTableColumns</name>
    <message>
        <source>Fit column to contents</source>
        <translation>列宽适应内容</translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation>重置列</translation>
    </message>
    <message>
        <source>%1 (nothing is running)</source>
        <extracomment>in a menu of columns; %1: the title of the column for progress</extracomment>
        <translation>%1（没有运行中的任务）</translation>
    </message>
</context>
<context>
    <name>TaskTableView</name>
    <message>
        <source>Tasks</source>
        <translation>任务列表</translation>
    </message>
    <message>
        <source>In the table and the boards</source>
        <translation>表格和看板中</translation>
    </message>
    <message>
        <source>Next row</source>
        <translation>下一行</translation>
    </message>
    <message>
        <source>Previous row</source>
        <translation>上一行</translation>
    </message>
    <message>
        <source>Open the task, or the tasks of the row</source>
        <translation>打开任务，或该行的任务</translation>
    </message>
    <message>
        <source>On a board: leave the tasks of the row out</source>
        <translation>在看板中：排除该行的任务</translation>
    </message>
    <message>
        <source>On a board: back</source>
        <translation>在看板中：返回</translation>
    </message>
    <message>
        <source>Delete the current rule…</source>
        <translation>删除当前规则…</translation>
    </message>
    <message>
        <source>Copy the rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>At most %1 rows can be dragged. Export them instead.</source>
        <translation>最多只能拖动 %1 行。请改用导出。</translation>
    </message>
</context>
<context>
    <name>TeamPresenter</name>
    <message>
        <source>Nobody collects into the team&apos;s history: nothing new comes.</source>
        <translation>没有收集器在写入团队的历史记录：不会有新内容。</translation>
    </message>
    <message>
        <source>Start “sync-dashboard collect”, or look into its log where it ran.</source>
        <translation>请启动“sync-dashboard collect”，或查看其运行处的日志。</translation>
    </message>
    <message>
        <source>From %1</source>
        <extracomment>%1 is the address of a database</extracomment>
        <translation>来自 %1</translation>
    </message>
    <message>
        <source>collected on %1</source>
        <extracomment>%1 is the name of a computer</extracomment>
        <translation>在 %1 上收集</translation>
    </message>
    <message>
        <source>From %1, collected on %2 by %3</source>
        <extracomment>%1 is the address of a database, %2 a computer and a process, %3 a program</extracomment>
        <translation>来自 %1，由 %3 在 %2 上收集</translation>
    </message>
    <message>
        <source>nobody collects</source>
        <translation>无人收集</translation>
    </message>
</context>
<context>
    <name>TeamSettings</name>
    <message>
        <source>The team&apos;s history</source>
        <extracomment>Title of a part of the settings: what a collector keeps in a database for all of a team</extracomment>
        <translation>团队的历史记录</translation>
    </message>
    <message>
        <source>Data&amp;base</source>
        <translation>数据库(&amp;B)</translation>
    </message>
    <message>
        <source>none: this window asks the registries</source>
        <extracomment>In the empty field of a database</extracomment>
        <translation>无：此窗口直接询问镜像服务</translation>
    </message>
    <message>
        <source>Clear the text</source>
        <translation>清除文本</translation>
    </message>
    <message>
        <source>Such as postgresql://viewer@db.example/dashboard. The window then shows what “sync-dashboard collect” writes there, and needs no access key. The password belongs in ~/.pgpass or PGPASSFILE.</source>
        <translation>例如 postgresql://viewer@db.example/dashboard。窗口随后显示“sync-dashboard collect”写入其中的内容，不需要访问密钥。密码请放在 ~/.pgpass 或 PGPASSFILE 中。</translation>
    </message>
</context>
<context>
    <name>ThemeWords</name>
    <message>
        <source>System</source>
        <extracomment>A theme: as the desktop has it</extracomment>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High contrast</source>
        <extracomment>A theme: black on white</extracomment>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>High contrast, dark</source>
        <extracomment>A theme: white on black</extracomment>
        <translation>高对比度（深色）</translation>
    </message>
</context>
<context>
    <name>TimeSettings</name>
    <message>
        <source>As it suits the list</source>
        <extracomment>How times are told: as what each list needs</extracomment>
        <translation>按列表的需要</translation>
    </message>
    <message>
        <source>Date and time</source>
        <extracomment>How times are told</extracomment>
        <translation>日期和时间</translation>
    </message>
    <message>
        <source>How long ago</source>
        <extracomment>How times are told: &quot;23 m ago&quot;</extracomment>
        <translation>多久以前</translation>
    </message>
    <message>
        <source>Times</source>
        <extracomment>Title of a part of the settings: how times are told</extracomment>
        <translation>时间</translation>
    </message>
    <message>
        <source>Time &amp;zone</source>
        <translation>时区(&amp;Z)</translation>
    </message>
    <message>
        <source>Show t&amp;imes as</source>
        <translation>时间显示为(&amp;I)</translation>
    </message>
    <message>
        <source>For the whole window, its reports and exports. Times in queries are read in this zone unless they say another. Quiet hours go by the clock of this computer.</source>
        <translation>用于整个窗口及其报告和导出。查询中的时间若未写明时区，则按该时区理解。免打扰时段按本机时钟计算。</translation>
    </message>
    <message>
        <source>No time zone of this name is known. Times are shown in: %1.</source>
        <extracomment>%1 is &quot;This computer&apos;s, Asia/Shanghai&quot;</extracomment>
        <translation>没有此名称的时区。时间按以下时区显示：%1。</translation>
    </message>
    <message>
        <source>No time zone of this name is known. Choose one of the list, or write an offset, such as UTC+05:30.</source>
        <translation>没有此名称的时区。请从列表中选择，或填写偏移量，例如 UTC+05:30。</translation>
    </message>
</context>
<context>
    <name>TimelineChart</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>No tasks</source>
        <translation>无任务</translation>
    </message>
    <message>
        <source>No tasks in this range</source>
        <translation>该时间范围内没有任务</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>%1 is a number of tasks, %2 their status.</extracomment>
        <translation>%2：%1</translation>
    </message>
    <message>
        <source>Show all times</source>
        <translation>显示全部时间</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message numerus="yes">
        <source>%Ln unfinished at the end</source>
        <extracomment>a number of tasks, at the end of the time above</extracomment>
        <translation>
            <numerusform>期末 %Ln 个未完成</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 succeeded</source>
        <extracomment>%1 is a percentage of tasks</extracomment>
        <translation>成功率 %1</translation>
    </message>
    <message>
        <source>%1 of %2 failed</source>
        <extracomment>%1 and %2 are numbers of tasks</extracomment>
        <translation>%2 个中 %1 个失败</translation>
    </message>
    <message>
        <source>None done</source>
        <translation>无已完成的任务</translation>
    </message>
    <message>
        <source>p95 %1</source>
        <extracomment>%1 is a duration that 95 % of the tasks do not exceed</extracomment>
        <translation>P95 %1</translation>
    </message>
    <message>
        <source>median %1</source>
        <extracomment>%1 is a duration that half of the tasks do not exceed</extracomment>
        <translation>中位数 %1</translation>
    </message>
    <message>
        <source>Enter shows: %1</source>
        <translation>按 Enter 显示：%1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>Before what the cursor is at: %1 is the name of the chart</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 %</source>
        <extracomment>a percentage</extracomment>
        <translation>%1%</translation>
    </message>
    <message>
        <source>earlier</source>
        <extracomment>below a bar before all others: tasks that are older than what the chart shows</extracomment>
        <translation>更早</translation>
    </message>
    <message>
        <source>Earlier, or without a time</source>
        <extracomment>on a bar before all others: unfinished tasks that are older than what the chart shows</extracomment>
        <translation>更早，或没有时间</translation>
    </message>
    <message>
        <source>In the chart</source>
        <translation>图表中</translation>
    </message>
    <message>
        <source>To another bar</source>
        <translation>移到另一个柱</translation>
    </message>
    <message>
        <source>To a status within the bar</source>
        <translation>移到柱内的某个状态</translation>
    </message>
    <message>
        <source>Mark a span of time</source>
        <translation>标记一段时间</translation>
    </message>
    <message>
        <source>Show what is marked</source>
        <translation>显示所标记的内容</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Drop the mark, end the zoom</source>
        <translation>取消标记，结束缩放</translation>
    </message>
    <message>
        <source>Copy the numbers as a table</source>
        <translation>将数值复制为表格</translation>
    </message>
    <message>
        <source>Save the picture…</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>No task was done in this range</source>
        <extracomment>in a chart of durations</extracomment>
        <translation>此时间范围内没有完成的任务</translation>
    </message>
    <message>
        <source>No task was done or failed in this range</source>
        <extracomment>in a chart of the share of tasks that succeeded</extracomment>
        <translation>此时间范围内没有完成或失败的任务</translation>
    </message>
    <message>
        <source>Counted in the history, not in the list</source>
        <extracomment>tasks of a bar of the chart; the history is that of a team, in a database</extracomment>
        <translation>在历史记录中统计，不在列表中</translation>
    </message>
    <message>
        <source>Before %1 counted in the history, not in the list</source>
        <extracomment>a part of a bar of the chart; %1 is a time, the history is that of a team</extracomment>
        <translation>%1 之前的在历史记录中统计，不在列表中</translation>
    </message>
</context>
<context>
    <name>TimelinePresenter</name>
    <message>
        <source>hatched: not in the list</source>
        <extracomment>beside a chart: its hatched bars count what is in a history, but not in the list</extracomment>
        <translation>带斜线：不在列表中</translation>
    </message>
    <message>
        <source>before the line: not in the list</source>
        <extracomment>beside a chart: what is left of a dashed line is in a history, but not in the list</extracomment>
        <translation>虚线之前：不在列表中</translation>
    </message>
    <message>
        <source>not all yet</source>
        <extracomment>beside a chart, after what its bars count in a history: more will come</extracomment>
        <translation>尚不完整</translation>
    </message>
    <message>
        <source>The team&apos;s collector has not read all tasks of these instances yet.</source>
        <translation>团队的收集器尚未读完这些实例的全部任务。</translation>
    </message>
    <message>
        <source>not up to date</source>
        <extracomment>beside a chart, after what its bars cover</extracomment>
        <translation>不是最新</translation>
    </message>
    <message>
        <source>history not counted</source>
        <translation>未统计历史</translation>
    </message>
</context>
<context>
    <name>TimelineTicks</name>
    <message>
        <source>%1 d</source>
        <extracomment>a duration in days</extracomment>
        <translation>%1天</translation>
    </message>
    <message>
        <source>%1 h</source>
        <extracomment>a duration in hours</extracomment>
        <translation>%1小时</translation>
    </message>
    <message>
        <source>%1 m</source>
        <extracomment>a duration in minutes</extracomment>
        <translation>%1分钟</translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message>
        <source>Off</source>
        <extracomment>The list is not refreshed by itself</extracomment>
        <translation>关闭</translation>
    </message>
    <message>
        <source>%1 s</source>
        <extracomment>Seconds, short</extracomment>
        <translation>%1秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <extracomment>Minutes, short</extracomment>
        <translation>%1分钟</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>could not be set up</source>
        <translation>初始化失败</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>启动中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>停止中</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>being deleted</source>
        <translation>删除中</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>No instance</source>
        <translation>无实例</translation>
    </message>
    <message>
        <source>Instance: %1</source>
        <extracomment>%1 is the name of an instance</extracomment>
        <translation>实例：%1</translation>
    </message>
    <message>
        <source>Refresh every: %1</source>
        <translation>刷新间隔：%1</translation>
    </message>
    <message>
        <source>Refreshing …</source>
        <translation>正在刷新…</translation>
    </message>
    <message>
        <source>Refresh now (F5)</source>
        <translation>立即刷新（F5）</translation>
    </message>
    <message>
        <source>Tool bar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>Filters (Ctrl+B)</source>
        <translation>筛选（Ctrl+B）</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>How often the list is refreshed</source>
        <translation>列表自动刷新的间隔</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>All instances</source>
        <translation>全部实例</translation>
    </message>
    <message>
        <source>As the query says</source>
        <translation>按查询条件</translation>
    </message>
    <message>
        <source>Profile %1</source>
        <extracomment>%1 names a profile of the vendor&apos;s command line tool</extracomment>
        <translation>配置 %1</translation>
    </message>
    <message>
        <source>Changes allowed</source>
        <extracomment>In the bar at the top: tasks can be retried and cancelled from this window</extracomment>
        <translation>允许更改</translation>
    </message>
    <message>
        <source>Tasks can be retried and cancelled from here. The ☰ menu ends it.</source>
        <translation>可在此重试和取消任务。在 ☰ 菜单中关闭。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln region(s)</source>
        <translation>
            <numerusform>%Ln 个地域</numerusform>
        </translation>
    </message>
    <message>
        <source>Demo · leave</source>
        <extracomment>Button in the bar at the top: the window shows a simulated registry, and leaves it</extracomment>
        <translation>演示 · 退出</translation>
    </message>
    <message>
        <source>Nothing here is real. Back to your own registries.</source>
        <translation>这里的一切都是模拟的。返回您自己的镜像仓库。</translation>
    </message>
</context>
<context>
    <name>TrayLife</name>
    <message>
        <source>Whether the program starts with the desktop could not be changed.</source>
        <translation>未能更改程序是否随桌面启动。</translation>
    </message>
    <message>
        <source>Check the permissions of the folder, then choose it again.</source>
        <translation>请检查该文件夹的权限，然后重新选择。</translation>
    </message>
</context>
<context>
    <name>TrayNotifier</name>
    <message>
        <source>Open the window</source>
        <translation>打开窗口</translation>
    </message>
    <message>
        <source>Notifications are paused until %1</source>
        <extracomment>%1 is a time of day, or a day and a time</extracomment>
        <translation>通知已暂停至 %1</translation>
    </message>
    <message>
        <source>Pause notifications for an hour</source>
        <translation>暂停通知 1 小时</translation>
    </message>
    <message>
        <source>Pause notifications until morning, 8:00</source>
        <translation>暂停通知至早上 8:00</translation>
    </message>
    <message>
        <source>Resume notifications</source>
        <translation>恢复通知</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Image Sync Dashboard</source>
        <translation>镜像同步看板</translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) failed in 24 h</source>
        <translation>
            <numerusform>24 小时内 %Ln 个任务失败</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new failure(s) since you looked</source>
        <extracomment>In the tray: since the window was last looked at</extracomment>
        <translation>
            <numerusform>上次查看后有 %Ln 个新的失败</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more muted</source>
        <extracomment>In the tray, below some of them</extracomment>
        <translation>
            <numerusform>另有 %Ln 项已静音</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrendBars</name>
    <message>
        <source>now</source>
        <extracomment>The end of a time that lasts until the present</extracomment>
        <translation>现在</translation>
    </message>
    <message>
        <source>%1 tasks since %2, %3 failed</source>
        <extracomment>A small chart, for a screen reader: numbers of tasks since a time</extracomment>
        <translation>自 %2 起 %1 个任务，%3 个失败</translation>
    </message>
</context>
<context>
    <name>UnreadReason</name>
    <message>
        <source>The rules of %1 could not be read: tasks cannot be found by the names of their rules.</source>
        <extracomment>%1: names of instances</extracomment>
        <translation>无法读取 %1 的规则：不能按规则名称查找任务。</translation>
    </message>
    <message>
        <source>No finished task is known: tasks count as stuck after 10 minutes, whatever is usual.</source>
        <translation>没有已完成的任务可供比较：任务超过 10 分钟即视为卡住。</translation>
    </message>
    <message>
        <source>Not all tasks were read: which tasks are stuck is not certain.</source>
        <translation>未读取全部任务：无法确定哪些任务卡住。</translation>
    </message>
    <message>
        <source>Not all tasks were read: newer tasks of an image may be missing.</source>
        <translation>未读取全部任务：可能缺少镜像的较新任务。</translation>
    </message>
    <message>
        <source>Not all tasks were read: later successes may be missing.</source>
        <translation>未读取全部任务：可能缺少之后的成功任务。</translation>
    </message>
    <message>
        <source>No notes of a team are read here: no task counts as acknowledged.</source>
        <translation>此处不读取团队的备注：没有任务算作已确认。</translation>
    </message>
</context>
<context>
    <name>ViewList</name>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Replace by what is shown now</source>
        <translation>用当前显示的内容替换</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Bring back “%1”</source>
        <extracomment>A link; %1 is the name of a view that was just deleted</extracomment>
        <translation>恢复“%1”</translation>
    </message>
    <message>
        <source>Views</source>
        <extracomment>Title over the queries that the user saved</extracomment>
        <translation>视图</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Save the query, columns and range as a view</source>
        <translation>将查询、列和时间范围存为视图</translation>
    </message>
    <message>
        <source>Name of the view</source>
        <translation>视图名称</translation>
    </message>
    <message>
        <source>notifies</source>
        <extracomment>Behind the name of a saved view: its new failures are told as notifications</extracomment>
        <translation>通知</translation>
    </message>
    <message>
        <source>Notify me of new failures</source>
        <translation>有新失败时通知我</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Mute…</source>
        <translation>静音…</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>取消静音</translation>
    </message>
</context>
<context>
    <name>ViewsExchange</name>
    <message>
        <source>A view has no name, or none that can be shown.</source>
        <translation>有视图没有名称，或名称无法显示。</translation>
    </message>
    <message>
        <source>The view “%1” cannot be read: its query, columns or range make no sense.</source>
        <translation>无法读取视图“%1”：其查询、列或时间范围有误。</translation>
    </message>
    <message>
        <source>This is no file of exported views.</source>
        <translation>这不是导出的视图文件。</translation>
    </message>
    <message>
        <source>The file was written by another version of this program. Import it there.</source>
        <translation>该文件由本程序的其他版本写出，请在该版本中导入。</translation>
    </message>
    <message>
        <source>The file has too many views.</source>
        <translation>文件中的视图过多。</translation>
    </message>
</context>
<context>
    <name>ViewsFile</name>
    <message>
        <source>%1 cannot be read: %2</source>
        <extracomment>%1 is a file, %2 the system&apos;s words for what went wrong</extracomment>
        <translation>无法读取 %1：%2</translation>
    </message>
    <message>
        <source>%1 is damaged, or of a newer version of this program. It is left as it is; no view can be saved until it is moved away.</source>
        <extracomment>%1 is a file</extracomment>
        <translation>%1 已损坏，或来自本程序的更新版本。文件保持原样；将其移走之前无法保存视图。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <extracomment>%1 is a file, %2 the system&apos;s words for what went wrong</extracomment>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>%1 is being changed by another window. Nothing was saved; try again.</source>
        <extracomment>%1 is a file</extracomment>
        <translation>另一个窗口正在修改 %1。本次未保存，请重试。</translation>
    </message>
    <message>
        <source>That would be more views than are kept. Nothing was saved; delete some.</source>
        <translation>视图数量将超过可保存的上限。未保存任何内容；请删除一些视图。</translation>
    </message>
</context>
<context>
    <name>ViewsPresenter</name>
    <message>
        <source>newer version</source>
        <translation>更新版本</translation>
    </message>
    <message>
        <source>mistake</source>
        <translation>有误</translation>
    </message>
    <message>
        <source>“%1” was saved by a newer version of this program. It is kept, and can be opened there.</source>
        <translation>“%1”由本程序的更新版本保存。它会被保留，可在该版本中打开。</translation>
    </message>
    <message>
        <source>A view named “%1” already exists.</source>
        <translation>已有名为“%1”的视图。</translation>
    </message>
    <message>
        <source>The query has a mistake. Correct it first: the view saves the query.</source>
        <translation>上方筛选框中有错误，请先改正：视图保存的是其中的内容。</translation>
    </message>
</context>
<context>
    <name>ViewsTransfer</name>
    <message>
        <source>Export the saved views</source>
        <translation>导出已保存的视图</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>已保存的视图</translation>
    </message>
    <message>
        <source>Import saved views</source>
        <translation>导入已保存的视图</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>无法读取该文件。</translation>
    </message>
    <message>
        <source>No view was imported.</source>
        <translation>没有导入任何视图。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln were there already.</source>
        <translation>
            <numerusform>其中 %Ln 个原已存在。</numerusform>
        </translation>
    </message>
    <message>
        <source>Other views had their names, so that these have new ones: %1.</source>
        <extracomment>Views that were imported; their names were taken. %1 is a list of names</extracomment>
        <translation>以下视图因原名已被占用而改名：%1。</translation>
    </message>
    <message>
        <source>The file says more than this version of the program knows, which is kept: %1.</source>
        <extracomment>%1 is a list of words</extracomment>
        <translation>文件中有本版本不认识的内容，已予保留：%1。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln view(s) imported.</source>
        <translation>
            <numerusform>已导入 %Ln 个视图。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WatchedScope</name>
    <message>
        <source>Demo</source>
        <extracomment>In the title and the tool bar, in the place of an account</extracomment>
        <translation>演示</translation>
    </message>
</context>
<context>
    <name>WholeFileText</name>
    <message>
        <source>Nothing reads from this pipe or device</source>
        <translation>没有程序读取此管道或设备</translation>
    </message>
    <message>
        <source>This is neither a file, a character device nor a pipe</source>
        <translation>这不是普通文件、字符设备或管道</translation>
    </message>
</context>
<context>
    <name>WindowKeys</name>
    <message>
        <source>Close, leave the box, back, clear filters</source>
        <translation>关闭、离开输入框、返回、清除筛选</translation>
    </message>
    <message>
        <source>Back to the query or page before</source>
        <translation>返回上一个查询或页面</translation>
    </message>
    <message>
        <source>Forward again</source>
        <translation>再次前进</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <extracomment>Parts of the window: the query, the side bar, the chart, the table, the details</extracomment>
        <translation>窗口的下一部分</translation>
    </message>
    <message>
        <source>Previous part of the window</source>
        <translation>窗口的上一部分</translation>
    </message>
</context>
<context>
    <name>WindowTitle</name>
    <message>
        <source>Image Sync Dashboard</source>
        <translation>镜像同步看板</translation>
    </message>
    <message>
        <source>(%1) %2</source>
        <extracomment>Title of the window: %1 is a number of new failures, %2 the name of the program</extracomment>
        <translation>(%1) %2</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <extracomment>Title of the window: %1 names whose registries are shown, %2 the program</extracomment>
        <translation>%1 — %2</translation>
    </message>
</context>
<context>
    <name>ZoneBox</name>
    <message>
        <source>This computer&apos;s, %1</source>
        <extracomment>A time zone; %1 is its name</extracomment>
        <translation>本机时区，%1</translation>
    </message>
    <message>
        <source>A place, such as Asia/Shanghai</source>
        <translation>地点，例如 Asia/Shanghai</translation>
    </message>
</context>
</TS>
