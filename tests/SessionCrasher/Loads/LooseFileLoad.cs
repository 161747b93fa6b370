using System.Globalization;
using System.Text;
using AgentNotebook.Files;
using AgentNotebook.Sessions;

namespace AgentNotebook.SessionCrasher.Loads;

/// <summary>FLUSH COUNT: appends lines to a plain file, and acknowledges each; without a flush when FLUSH is "never". What the power cut is tried on.</summary>
internal static class LooseFileLoad
{
    public static void Run(string file, string[] arguments)
    {
        using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read, 1);
        for (var i = 1; i <= int.Parse(arguments[1], CultureInfo.InvariantCulture); i++)
        {
            stream.Write(Encoding.UTF8.GetBytes($"{i,511}\n"));
            try
            {
                if (arguments[0] != "never")
                    FileSync.Flush(stream.SafeFileHandle);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ack lines {i}"));
            }
            catch (IOException e)
            {
                Console.WriteLine($"refused {i} IOException {e.Message}");
            }
        }
    }
}
