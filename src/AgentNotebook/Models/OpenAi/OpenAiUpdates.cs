using System.ClientModel;
using OpenAI.Chat;

namespace AgentNotebook.Models.OpenAi;

/// <summary>The pieces of a streamed reply as the package reads them, with its exceptions turned into faults.</summary>
internal sealed class OpenAiUpdates(AsyncCollectionResult<StreamingChatCompletionUpdate> updates, OpenAiFaults faults, CancellationToken stop) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<StreamingChatCompletionUpdate> _updates = updates.GetAsyncEnumerator(stop);

    /// <summary>The piece that was read last; <see langword="null"/> before the first and after the last.</summary>
    public StreamingChatCompletionUpdate? Current { get; private set; }

    /// <summary>Whether the endpoint refused because of the temperature.</summary>
    public bool WasAboutTemperature { get; private set; }

    /// <exception cref="ModelException">The next piece cannot be had.</exception>
    public async Task NextAsync()
    {
        try
        {
            Current = await _updates.MoveNextAsync().ConfigureAwait(false) ? _updates.Current : null;
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            WasAboutTemperature = OpenAiFaults.IsAboutTemperature(exception);
            throw faults.From(exception);
        }
    }

    public ValueTask DisposeAsync() => _updates.DisposeAsync();
}
