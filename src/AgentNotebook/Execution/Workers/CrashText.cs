using System.Text.RegularExpressions;
using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Execution.Workers;

/// <summary>Reads what the runtime prints when it ends a process.</summary>
internal static partial class CrashText
{
    private const int MaximumLines = 2;

    /// <summary>Its first lines in one, and the innermost method of the guest it names.</summary>
    internal static string Summary(string errors)
    {
        var lines = errors.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !Noise().IsMatch(line)).Take(MaximumLines);
        var guest = GuestFrame().Match(errors);
        var where = guest.Success ? $" (in {guest.Groups["method"].Value})" : "";
        return Cut.Text(string.Join(' ', lines), ExceptionMessage.MaximumNameLength) + where;
    }

    [GeneratedRegex(@"^(at |-{3,}|Repeat|Repeated )")]
    private static partial Regex Noise();

    [GeneratedRegex(@"^\s*at (?:Guest\.)?Submission#\d+[.+](?<method>[\w.+]+)\(", RegexOptions.Multiline)]
    private static partial Regex GuestFrame();
}
