using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AgentNotebook.Sessions;

/// <summary>What every store takes as a name or an entry, so that what one accepts no other refuses.</summary>
internal static class JournalRules
{
    public const int NameCharacters = 200;
    public const int KindCharacters = 64;
    public const int PayloadBytes = 64 << 20;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static string CheckName(string name, string what)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > NameCharacters)
            throw Invalid($"The name of {what} has {name.Length} characters. Give it 1 to {NameCharacters}.");
        CheckText(name, $"The name of {what}");
        return name;
    }

    /// <summary>Whether a session may bear a name.</summary>
    public static bool IsName(string name)
    {
        try
        {
            return CheckName(name, "a session") == name;
        }
        catch (SessionStoreException)
        {
            return false;
        }
    }

    /// <summary>Checks a draft and gives its payload as UTF-8.</summary>
    public static byte[] Check(JournalDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (draft.Kind.Length is 0 or > KindCharacters || !IsKebabCase(draft.Kind))
            throw Invalid($"The kind '{Shorten(draft.Kind)}' of a journal entry is not kebab-case of 1 to {KindCharacters} characters. Write it like 'model-call'.");
        if (draft.Run.Length > NameCharacters)
            throw Invalid($"The run of a '{draft.Kind}' entry has {draft.Run.Length} characters. Give it at most {NameCharacters}.");
        CheckText(draft.Run, $"The run of a '{draft.Kind}' entry");
        if (draft.Version < 1)
            throw Invalid($"Version {draft.Version.ToString(CultureInfo.InvariantCulture)} of a '{draft.Kind}' entry is not counted from 1.");
        // At least one byte a character, so this bounds the conversion before it starts.
        var bytes = draft.Payload.Length > PayloadBytes ? null : Encode(draft.Payload, $"The payload of a '{draft.Kind}' entry");
        if (bytes is null || bytes.Length > PayloadBytes)
            throw Invalid($"The payload of a '{draft.Kind}' entry is larger than {PayloadBytes >> 20} MiB. Keep large data in a file and its path in the entry.");
        if (WhyNotAnObject(bytes) is { } reason)
            throw Invalid($"The payload of a '{draft.Kind}' entry is not a JSON object: {reason}");
        return bytes;
    }

    /// <summary>Why bytes are not one JSON object; null when they are.</summary>
    public static string? WhyNotAnObject(ReadOnlySpan<byte> payload)
    {
        try
        {
            // Deeper than a value may be nested, because a value is wrapped in an entry's object.
            var reader = new Utf8JsonReader(payload, new JsonReaderOptions { MaxDepth = 256 });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return "it does not start with '{'.";
            while (reader.Read())
            {
            }

            return null;
        }
        catch (JsonException e)
        {
            return e.Message;
        }
    }

    private static void CheckText(string text, string what)
    {
        Encode(text, what);
        if (text.Any(char.IsControl))
            throw Invalid($"{what} holds a control character. Take it out.");
    }

    private static byte[] Encode(string text, string what)
    {
        try
        {
            return Strict.GetBytes(text);
        }
        catch (EncoderFallbackException e)
        {
            throw new SessionStoreException(SessionStoreFault.Invalid, $"{what} holds half of a surrogate pair at character {e.Index} and cannot be written as UTF-8.", e);
        }
    }

    private static bool IsKebabCase(string text) =>
        text[0] != '-' && text[^1] != '-' && !text.Contains("--", StringComparison.Ordinal)
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static string Shorten(string text) => text.Length <= 80 ? text : text[..80] + "…";

    private static SessionStoreException Invalid(string message) => new(SessionStoreFault.Invalid, message);
}
