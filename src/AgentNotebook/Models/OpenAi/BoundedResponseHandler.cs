namespace AgentNotebook.Models.OpenAi;

/// <summary>Bounds the response of one call, and looks whether it is of the protocol at all.</summary>
internal sealed class BoundedResponseHandler(HttpMessageHandler inner, OpenAiLimits limits) : DelegatingHandler(inner)
{
    private const string Stream = "text/event-stream";

    /// <summary>The last response's stream; <see langword="null"/> before there is one.</summary>
    public BoundedResponseStream? Response { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode && response.Content.Headers.ContentType is { MediaType: not Stream } type)
        {
            response.Dispose();
            throw new ModelException(
                $"The endpoint answered with {Shown(type.MediaType)} where a stream ({Stream}) was asked for. Is it an OpenAI-compatible one? Its address usually ends in /v1.")
            {
                Failure = ModelFailure.ProtocolViolation,
            };
        }

        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        Response = response.IsSuccessStatusCode
            ? new BoundedResponseStream(body, limits.MaxResponseBytes, limits.MaxEventBytes, throws: true)
            : new BoundedResponseStream(body, limits.MaxErrorBytes, limits.MaxErrorBytes, throws: false);
        var content = new StreamContent(Response);
        content.Headers.ContentType = response.Content.Headers.ContentType;
        response.Content = content;
        return response;
    }

    // The handler below is shared by all calls.
    protected override void Dispose(bool disposing)
    {
    }

    private static string Shown(string? type) => type is null ? "something" : $"'{(type.Length > 60 ? type[..60] + "…" : type)}'";
}
