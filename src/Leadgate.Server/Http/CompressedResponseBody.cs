using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Leadgate.Server.Http;

/// <summary>
/// Compresses the body of a response once it is larger than <see cref="ResponseCoding.MinBytes"/>. Until then it is held back, and a
/// response that stays smaller is sent as it is, with its length. The framework's middleware compresses however small a response is.
/// </summary>
internal sealed class CompressedResponseBody(HttpContext http, IHttpResponseBodyFeature inner, ResponseCoding coding)
    : Stream,
        IHttpResponseBodyFeature
{
    private readonly HttpResponse _response = http.Response;
    private byte[]? _held;
    private int _heldBytes;
    private Stream? _target;
    private Stream? _encoder;
    private PipeWriter? _writer;
    private bool _isFinished;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    Stream IHttpResponseBodyFeature.Stream => this;

    /// <summary>That of the server where it is known beforehand that nothing is compressed, as for the id of a stored bulk.</summary>
    PipeWriter IHttpResponseBodyFeature.Writer
    {
        get
        {
            if (_writer is null && _target is null && (_response.ContentLength <= ResponseCoding.MinBytes || !IsCompressible()))
                _target = inner.Stream;
            return _writer ??= ReferenceEquals(_target, inner.Stream)
                ? inner.Writer
                : PipeWriter.Create(this, new StreamPipeWriterOptions(leaveOpen: true));
        }
    }

    public void DisableBuffering() => inner.DisableBuffering();

    /// <summary>The headers are sent with the first bytes, when it is known whether these are compressed.</summary>
    public Task StartAsync(CancellationToken cancellationToken = default) =>
        _target is null && IsCompressible() ? Task.CompletedTask : inner.StartAsync(cancellationToken);

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(this, path, offset, count, cancellationToken);

    public async Task CompleteAsync()
    {
        await FinishAsync();
        await inner.CompleteAsync();
    }

    /// <summary>Sends what is held back or still in the encoder. Not called after an error, so that a part never looks complete.</summary>
    public async Task FinishAsync()
    {
        // A handler may have completed the response already.
        if (_isFinished)
            return;
        _isFinished = true;
        if (_writer is not null && !ReferenceEquals(_writer, inner.Writer))
            await _writer.CompleteAsync();
        if (_encoder is not null)
        {
            await _encoder.DisposeAsync();
        }
        else if (_heldBytes > 0)
        {
            _response.ContentLength ??= _heldBytes;
            await inner.Stream.WriteAsync(_held.AsMemory(0, _heldBytes), http.RequestAborted);
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_target is not null)
            return _target.WriteAsync(buffer, cancellationToken);
        if (!IsCompressible())
        {
            _target = inner.Stream;
            return _target.WriteAsync(buffer, cancellationToken);
        }

        if (_heldBytes + buffer.Length > ResponseCoding.MinBytes || _response.ContentLength > ResponseCoding.MinBytes)
            return StartAsync(buffer, cancellationToken);
        _held ??= ArrayPool<byte>.Shared.Rent(ResponseCoding.MinBytes);
        buffer.Span.CopyTo(_held.AsSpan(_heldBytes));
        _heldBytes += buffer.Length;
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>What is held back stays so.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken) =>
        _target is null && IsCompressible() ? Task.CompletedTask : (_target ?? inner.Stream).FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async ValueTask StartAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellation)
    {
        var headers = _response.Headers;
        headers.ContentEncoding = coding.Name;
        headers.ContentLength = null;
        if (!headers.Vary.ToString().Contains("Accept-Encoding", StringComparison.OrdinalIgnoreCase))
            headers.AppendCommaSeparatedValues("Vary", "Accept-Encoding");
        _encoder = _target = coding.Encode(inner.Stream, CompressionLevel.Fastest);
        if (_heldBytes > 0)
            await _encoder.WriteAsync(_held.AsMemory(0, _heldBytes), cancellation);
        await _encoder.WriteAsync(buffer, cancellation);
    }

    /// <summary>Texts that no handler has compressed itself.</summary>
    private bool IsCompressible()
    {
        var type = _response.ContentType;
        return type is not null
            && _response.Headers.ContentEncoding.Count == 0
            && _response.Headers.ContentRange.Count == 0
            && (
                type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
                || type.Contains("json", StringComparison.OrdinalIgnoreCase)
                || type.Contains("javascript", StringComparison.OrdinalIgnoreCase)
                || type.Contains("xml", StringComparison.OrdinalIgnoreCase)
            )
            && !type.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase);
    }

    protected override void Dispose(bool disposing)
    {
        if (_held is not null)
        {
            // Responses are personal data, which the next user of the buffer must not see.
            _held.AsSpan(0, _heldBytes).Clear();
            ArrayPool<byte>.Shared.Return(_held);
            (_held, _heldBytes) = (null, 0);
        }

        base.Dispose(disposing);
    }
}
