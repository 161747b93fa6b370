using System.Globalization;
using System.Text;

namespace AgentNotebook.Archives.Reading;

/// <summary>Names out of archives as they can be shown.</summary>
internal static class EntryText
{
    private const int MaximumLength = 200;

    /// <summary>A name without anything a screen would obey, cut to a length.</summary>
    internal static string Of(string name)
    {
        var text = new StringBuilder();
        foreach (var character in name)
        {
            if (text.Length >= MaximumLength)
            {
                return text.Append('…').ToString();
            }

            _ = IsShown(character) ? text.Append(character) : text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        }

        return text.ToString();
    }

    // Half of a pair is a whole character in what is shown; what lies outside the first plane is left out of names, not of the screen.
    private static bool IsShown(char character) => !IsControl(character) && (char.IsSurrogate(character) || char.GetUnicodeCategory(character) is not (UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse));

    /// <summary>Whether a character controls instead of showing: C0, C1, line and paragraph separators, and what turns the direction of writing (UAX #9).</summary>
    internal static bool IsControl(char character) => char.IsControl(character) || character is '\u2028' or '\u2029' or '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
