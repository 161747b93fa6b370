using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace AgentNotebook.Documents.Reading;

/// <summary>
/// Escapes what JSON must have escaped and nothing else (RFC 8259, section 7), as Jupyter does; the framework's most relaxed encoder still
/// escapes characters beyond its own idea of text, which would rewrite a notebook's lines.
/// </summary>
internal sealed class MinimalJsonEncoder : JavaScriptEncoder
{
    private static readonly SearchValues<char> _plain =
        SearchValues.Create([.. Enumerable.Range(0x20, 0xD800 - 0x20).Concat(Enumerable.Range(0xE000, 0x10000 - 0xE000)).Select(code => (char)code).Where(c => c is not ('"' or '\\'))]);

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\';

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var span = new ReadOnlySpan<char>(text, textLength);
        for (var at = 0; ;)
        {
            var next = span[at..].IndexOfAnyExcept(_plain);
            if (next < 0)
            {
                return -1;
            }

            at += next;
            if (Rune.DecodeFromUtf16(span[at..], out var rune, out var length) != OperationStatus.Done || WillEncode(rune.Value))
            {
                return at;
            }

            at += length;
        }
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var target = new Span<char>(buffer, bufferLength);
        var escaped = unicodeScalar switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\b' => "\\b",
            '\f' => "\\f",
            < 0x20 => "\\u" + unicodeScalar.ToString("x4", CultureInfo.InvariantCulture),
            _ => new Rune(unicodeScalar).ToString(),
        };
        numberOfCharactersWritten = escaped.TryCopyTo(target) ? escaped.Length : 0;
        return numberOfCharactersWritten > 0;
    }
}
