using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AgentNotebook.Tool.Grids.Records;

/// <summary>Indices of members as Slurm and Kubernetes write them: <c>0-3,7</c>.</summary>
internal static partial class IndexRanges
{
    private const int LongestText = 4 << 20;

    /// <summary>Writes indices.</summary>
    /// <param name="indices">The indices, rising.</param>
    public static string Write(IReadOnlyList<int> indices)
    {
        var text = new StringBuilder();
        for (var first = 0; first < indices.Count;)
        {
            var last = first;
            while (last + 1 < indices.Count && indices[last + 1] == indices[last] + 1)
            {
                last++;
            }

            text.Append(text.Length > 0 ? "," : "").Append(CultureInfo.InvariantCulture, $"{indices[first]}");
            if (last > first)
            {
                text.Append(CultureInfo.InvariantCulture, $"-{indices[last]}");
            }

            first = last + 1;
        }

        return text.ToString();
    }

    /// <summary>Reads indices.</summary>
    /// <param name="text">The text, from another program: anything may stand there.</param>
    /// <param name="most">Indices are smaller than this; what is not, or is no range, is passed over.</param>
    /// <returns>The indices in the order of the text.</returns>
    public static IEnumerable<int> Read(string text, int most)
    {
        if (text.Length > LongestText)
        {
            yield break;
        }

        foreach (var range in text.Split(',').Select(part => Range().Match(part.Trim())).Where(range => range.Success))
        {
            var first = int.Parse(range.Groups["first"].Value, CultureInfo.InvariantCulture);
            var last = range.Groups["last"].Success ? int.Parse(range.Groups["last"].Value, CultureInfo.InvariantCulture) : first;
            for (var index = first; index <= last && index < most; index++)
            {
                yield return index;
            }
        }
    }

    [GeneratedRegex(@"\A(?<first>[0-9]{1,9})(-(?<last>[0-9]{1,9}))?\z")]
    private static partial Regex Range();
}
