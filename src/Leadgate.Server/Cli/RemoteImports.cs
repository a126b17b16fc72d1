using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Leadgate.Contract;
using Leadgate.Contract.FileImports;
using Leadgate.Contract.Problems;

namespace Leadgate.Server.Cli;

/// <summary>Imports into a service, over its API.</summary>
internal sealed class RemoteImports : IImportTarget
{
    private readonly HttpClient _http;

    /// <param name="service">Its address.</param>
    /// <param name="key">The API key, or null.</param>
    public RemoteImports(Uri service, string? key)
    {
        _http = new HttpClient { BaseAddress = service, Timeout = Timeout.InfiniteTimeSpan };
        if (key is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public Task<Import> UploadAsync(Stream file, string name, CancellationToken cancellation)
    {
        var content = new StreamContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        return SendAsync(HttpMethod.Post, $"{Routes.Imports}?name={Uri.EscapeDataString(name)}", content, cancellation);
    }

    public Task<Import> ChangeAsync(long id, string patch, CancellationToken cancellation)
    {
        var content = new StringContent(patch, Encoding.UTF8, "application/merge-patch+json");
        return SendAsync(HttpMethod.Patch, PathOf(id), content, cancellation);
    }

    public Task BeginAsync(long id, bool storesRows, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, PathOf(id) + (storesRows ? "/start" : "/check"), null, cancellation);

    public Task<Import> FindAsync(long id, CancellationToken cancellation) => SendAsync(HttpMethod.Get, PathOf(id), null, cancellation);

    public async Task CancelAsync(long id, CancellationToken cancellation)
    {
        using var response = await RequestAsync(HttpMethod.Delete, PathOf(id), null, cancellation);
    }

    public async Task WriteFailedAsync(long id, Stream output, CancellationToken cancellation) =>
        await DownloadAsync(PathOf(id) + "/failed", output, cancellation);

    /// <summary>Writes what a path answers.</summary>
    public async Task DownloadAsync(string path, Stream output, CancellationToken cancellation)
    {
        using var response = await RequestAsync(HttpMethod.Get, path, null, cancellation);
        await response.Content.CopyToAsync(output, cancellation);
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string PathOf(long id) => string.Create(CultureInfo.InvariantCulture, $"{Routes.Imports}/{id}");

    private async Task<Import> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellation)
    {
        using var response = await RequestAsync(method, path, content, cancellation);
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        return (await JsonSerializer.DeserializeAsync(body, ContractJson.Default.Import, cancellation))!;
    }

    /// <exception cref="ImportRefusedException">The service cannot be reached, or refuses.</exception>
    private async Task<HttpResponseMessage> RequestAsync(
        HttpMethod method,
        string path,
        HttpContent? content,
        CancellationToken cancellation
    )
    {
        HttpResponseMessage response;
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = content };
            response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (HttpRequestException e)
        {
            throw new ImportRefusedException($"{_http.BaseAddress} cannot be reached: {e.Message}", ExitCodes.NotReachable);
        }

        if (response.IsSuccessStatusCode)
            return response;
        using (response)
        {
            var detail = await ReadDetailAsync(response, cancellation);
            var isRefused =
                (int)response.StatusCode is >= 400 and < 500 and not ((int)HttpStatusCode.Unauthorized or (int)HttpStatusCode.Forbidden);
            throw new ImportRefusedException(detail, isRefused ? ExitCodes.FileRefused : ExitCodes.NotReachable);
        }
    }

    private static async Task<string> ReadDetailAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellation);
            var problem = await JsonSerializer.DeserializeAsync<ProblemDetails>(body, ContractJson.Default.ProblemDetails, cancellation);
            return problem!.Detail;
        }
        catch (JsonException)
        {
            return string.Create(CultureInfo.InvariantCulture, $"The service answered {(int)response.StatusCode}.");
        }
    }
}
