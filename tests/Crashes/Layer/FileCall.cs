using System.Globalization;

namespace AgentNotebook.Crashes.Layer;

/// <summary>One call that the layer counted.</summary>
/// <param name="Number">Counted from 1 in each process.</param>
/// <param name="Name">Such as <c>pwrite</c>.</param>
/// <param name="File">Within the folder; <c>.</c> for the folder.</param>
/// <param name="Length">Bytes; 0 for what writes none.</param>
internal sealed record FileCall(int Number, string Name, string File, int Length)
{
    public bool IsSync => Name is "fsync" or "fdatasync";

    public static List<FileCall> Read(string log) => !System.IO.File.Exists(log) ? [] :
        [.. System.IO.File.ReadLines(log).Select(line => line.Split(' ')).Select(words => new FileCall(Parse(words[0]), words[1], words[2], Parse(words[4])))];

    private static int Parse(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
