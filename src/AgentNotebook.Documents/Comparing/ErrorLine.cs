using System.Globalization;
using System.Text.RegularExpressions;

namespace AgentNotebook.Documents.Comparing;

/// <summary>Finds the line of its cell that an error's trace blames; nbformat has no field for it.</summary>
internal static partial class ErrorLine
{
    /// <summary>The line, counted from 1; 0 when the trace names none of the cell itself.</summary>
    public static int Of(string traceback)
    {
        foreach (var line in traceback.Split('\n'))
        {
            if (Place().Match(line) is { Success: true } place)
            {
                var digits = place.Groups.Values.Skip(1).First(group => group.Success).ValueSpan;
                return int.TryParse(digits, CultureInfo.InvariantCulture, out var number) ? number : 0;
            }
        }

        return 0;
    }

    // A magic: 'line 3: …' or 'line 3, column 5: …'. The compiler: 'cell(3,5): error CS0103: …'. An exception: '   at Name line 3', where
    // frames of other cells and files say 'in …' before it.
    [GeneratedRegex(@"^line (\d{1,9})(?:, column \d+)?: |^[^\s(]*\((\d{1,9}),\d+\): error |^ +at (?!.* in (?:cell \[|.*, line)).* line (\d{1,9})$", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Place();
}
