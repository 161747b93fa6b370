using System.Text.RegularExpressions;

namespace AgentNotebook.Worker;

/// <summary>The scratch folder the library made for this worker.</summary>
internal static partial class OwnFolder
{
    /// <summary>Deletes the folder as far as that is possible. Any other folder, such as that of a worker started by hand, is left alone.</summary>
    internal static void Delete(string folder)
    {
        if (!Scratch().IsMatch(Path.GetFileName(folder)))
        {
            return;
        }

        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The parent, when it lives, deletes what is left.
        }
    }

    [GeneratedRegex("^agentnb-worker-[0-9a-f]{32}$")]
    private static partial Regex Scratch();
}
