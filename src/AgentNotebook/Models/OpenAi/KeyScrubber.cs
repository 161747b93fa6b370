namespace AgentNotebook.Models.OpenAi;

/// <summary>Takes the key out of a text that comes in pieces, also where it is spread over several.</summary>
/// <remarks>What could be the beginning of the key is held back until the next piece tells.</remarks>
internal sealed class KeyScrubber(ApiKey key)
{
    private string _held = "";

    /// <summary>What can be handed on once this piece has come.</summary>
    public string Next(string piece)
    {
        if (!key.IsSecret)
        {
            return piece;
        }

        var text = key.Scrub(_held + piece);
        var held = Held(text);
        _held = text[^held..];
        return text[..^held];
    }

    /// <summary>What is left at the end. A beginning of the key that is long enough to be a secret itself is taken out, too.</summary>
    public string End()
    {
        var rest = _held;
        _held = "";
        return rest.Length >= ApiKey.Shortest ? ApiKey.Mark : rest;
    }

    private int Held(string text)
    {
        for (var length = Math.Min(text.Length, key.Value.Length - 1); length > 0; length--)
        {
            if (text.AsSpan(text.Length - length).Equals(key.Value.AsSpan(0, length), StringComparison.OrdinalIgnoreCase))
            {
                return length;
            }
        }

        return 0;
    }
}
