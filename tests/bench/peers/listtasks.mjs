// The peer of `sync-dashboard list`: a loop over the vendor's own client library, four pages at a
// time, that prints each task as a line of JSON. node listtasks.mjs ENDPOINT INSTANCE
import client from '@alicloud/openapi-client';
import util from '@alicloud/tea-util';

const [endpoint, instanceId] = process.argv.slice(2);
const pageSize = 100;
const callsAtOnce = 4;

const api = new client.default(new client.Config({
    accessKeyId: process.env.ALIBABA_CLOUD_ACCESS_KEY_ID,
    accessKeySecret: process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
    endpoint: new URL(endpoint).host,
    protocol: 'http',
}));
const operation = new client.Params({
    action: 'ListRepoSyncTask',
    version: '2018-12-01',
    protocol: 'HTTP',
    method: 'POST',
    authType: 'AK',
    style: 'RPC',
    pathname: '/',
    reqBodyType: 'json',
    bodyType: 'json',
});

async function page(number) {
    const request = new client.OpenApiRequest({
        query: { InstanceId: instanceId, PageNo: String(number), PageSize: String(pageSize) },
    });
    return (await api.callApi(operation, request, new util.RuntimeOptions({}))).body;
}

function time(ms) {
    return ms ? new Date(ms).toISOString() : null;
}

function image(from) {
    return {
        instanceId: from.InstanceId ?? null,
        regionId: from.RegionId ?? null,
        namespace: from.RepoNamespaceName ?? null,
        repo: from.RepoName ?? null,
        tag: from.ImageTag ?? null,
    };
}

function line(task) {
    return JSON.stringify({
        syncTaskId: task.SyncTaskId,
        syncRuleId: task.SyncRuleId ?? null,
        syncBatchTaskId: task.SyncBatchTaskId ?? null,
        status: task.TaskStatus ?? null,
        issue: task.TaskIssue || null,
        trigger: task.TaskTrigger ?? null,
        createTime: time(task.CreateTime),
        modifiedTime: time(task.ModifedTime),
        crossUser: task.CrossUser ?? null,
        accelerated: task.SyncTransAccelerate ?? null,
        customLink: task.CustomLink ?? null,
        linkId: task.LinkId ?? null,
        priority: task.Priority ?? null,
        instanceId,
        account: null,
        imageFrom: image(task.ImageFrom),
        imageTo: image(task.ImageTo),
    });
}

const first = await page(1);
const pages = Math.ceil(first.TotalCount / pageSize);
const printed = [first.SyncTasks.map(line).join('\n')];
let next = 2;
async function work() {
    while (next <= pages) {
        const number = next++;
        printed[number - 1] = (await page(number)).SyncTasks.map(line).join('\n');
    }
}
await Promise.all(Array.from({ length: callsAtOnce }, work));
process.stdout.write(printed.join('\n') + '\n');
