using Microsoft.Extensions.AI;

namespace AgentNotebook.Models.Chat;

/// <summary>The pieces of a reply. Waiting for one ends with the token, even when the client does not look at it.</summary>
internal sealed class ChatUpdates(IAsyncEnumerable<ChatResponseUpdate> updates, CancellationToken stop) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<ChatResponseUpdate> _updates = updates.GetAsyncEnumerator(stop);
    private Task<bool> _moving = Task.FromResult(false);

    /// <summary>The next piece; <see langword="null"/> at the end.</summary>
    public async Task<ChatResponseUpdate?> NextAsync()
    {
        _moving = _updates.MoveNextAsync().AsTask();
        return await _moving.WaitAsync(stop).ConfigureAwait(false) ? _updates.Current : null;
    }

    // An enumerator cannot be disposed while it moves: one that does not stop is left to end when it does.
    public async ValueTask DisposeAsync()
    {
        if (_moving.IsCompleted)
        {
            await _updates.DisposeAsync().ConfigureAwait(false);
            return;
        }

        _ = _moving.ContinueWith(
            async moved =>
            {
                _ = moved.Exception;
                await _updates.DisposeAsync().ConfigureAwait(false);
            },
            TaskScheduler.Default);
    }
}
