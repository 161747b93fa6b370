using System.ClientModel.Primitives;

namespace AgentNotebook.Models.OpenAi;

/// <summary>Puts the key into the header <c>Authorization</c> (RFC 6750, section 2.1), or nothing where there is none.</summary>
internal sealed class BearerPolicy(ApiKey key) : AuthenticationPolicy
{
    /// <inheritdoc/>
    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Authorize(message);
        ProcessNext(message, pipeline, currentIndex);
    }

    /// <inheritdoc/>
    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Authorize(message);
        return ProcessNextAsync(message, pipeline, currentIndex);
    }

    private void Authorize(PipelineMessage message)
    {
        if (key.Value.Length > 0)
        {
            message.Request.Headers.Set("Authorization", "Bearer " + key.Value);
        }
    }
}
