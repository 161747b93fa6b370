using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Execution.Workers;

/// <summary>Tells an exception by which a guest felt the sandbox from one of its own making.</summary>
/// <param name="Call">The framework's method the guest was in.</param>
/// <param name="Reason">One sentence on what was refused, and how to get it.</param>
internal sealed record CallRefusal(string Call, string Reason)
{
    private const int NotPermitted = 1;
    private const int AccessDenied = 13;
    private const int ReadOnlyFileSystem = 30;

    // HRESULT E_ACCESSDENIED: what the runtime makes of both EPERM and EACCES where it opens an assembly.
    private const int AccessDeniedResult = unchecked((int)0x80070005);
    private const int MaximumQuote = 300;

    // In this order. No codes: every error of that type. A prefix: only from such a call. Only where no path can be opened: then even "not found" is the sandbox's.
    private static readonly Rule[] _rules =
    [
        new("System.Net.Sockets.SocketException", Refused.Network),
        new("System.Net.NetworkInformation.NetworkInformationException", Refused.Network),
        new("System.Net.NetworkInformation.PingException", Refused.Network),
        new("System.ComponentModel.Win32Exception", Refused.Process) { From = "System.Diagnostics.Process." },
        new("System.ComponentModel.Win32Exception", Refused.Other) { Codes = [NotPermitted, AccessDenied] },
        new("System.DllNotFoundException", Refused.Library) { WithoutPaths = true },
        new("System.UnauthorizedAccessException", Refused.Network) { From = "System.Net." },
        new("System.UnauthorizedAccessException", Refused.File),
        new("System.IO.IOException", Refused.File) { Codes = [NotPermitted, AccessDenied, ReadOnlyFileSystem] },
        // Named mutexes and semaphores tell the error in words (CoreLib, NamedMutex and SharedMemory).
        new("System.IO.IOException", Refused.Other) { Says = ["errno == EPERM", "errno == EACCES"] },
        new("System.IO.FileLoadException", Refused.Library) { Codes = [AccessDeniedResult] },
        new("System.IO.FileNotFoundException", Refused.File) { From = "System.IO.", WithoutPaths = true },
        new("System.IO.DirectoryNotFoundException", Refused.File) { From = "System.IO.", WithoutPaths = true },
        new("System.IO.DriveNotFoundException", Refused.File) { From = "System.IO.", WithoutPaths = true },
    ];

    private enum Refused
    {
        File,
        Network,
        Process,
        Library,
        Other,
    }

    /// <summary>What was refused; <see langword="null"/> when nothing was: there is no sandbox, the guest threw by itself, or the error means something else.</summary>
    /// <param name="failure">The exception that ended the guest.</param>
    /// <param name="level">The level that was active.</param>
    /// <param name="profile">The profile that was active.</param>
    internal static CallRefusal? Of(ExceptionMessage failure, SandboxLevel level, SandboxProfile profile)
    {
        if (level == SandboxLevel.None || CallOf(failure) is not { Length: > 0 } call)
        {
            return null;
        }

        foreach (var link in failure.Chain)
        {
            if (_rules.FirstOrDefault(rule => rule.Fits(link, call, profile)) is { } rule)
            {
                var line = failure.Chain.SelectMany(cause => cause.Frames).FirstOrDefault(frame => frame.Line > 0).Line;
                var place = line > 0 ? $" at line {line}" : "";
                return new CallRefusal(
                    call,
                    $"The sandbox refused {call}{place} ({Cut.Text(link.Message.ReplaceLineEndings(" "), MaximumQuote)}). At level {Lower(level)}, profile {Lower(profile)}, {Way(rule.What, profile)}");
            }
        }

        return null;
    }

    // The call nearest to the cause that the guest made itself; a wrapper (a task, a type initializer) has none of its own.
    private static string? CallOf(ExceptionMessage failure) =>
        failure.Chain.LastOrDefault(link => link.Call.Length > 0 && link.Frames.Count > 0)?.Call ?? failure.Chain.FirstOrDefault(link => link.Call.Length > 0)?.Call;

    private static string Way(Refused what, SandboxProfile profile) => what switch
    {
        Refused.Network => "a guest has no network. Fetch the data outside and hand it in with --input NAME=FILE.",
        Refused.Process => "a guest starts no other program.",
        Refused.Library => "a guest loads no library from a file. Name a managed one with --reference FILE.",
        Refused.File when profile == SandboxProfile.Files => "a guest reads only below the folders it was given with --reads DIR and writes no file: save what it makes with Artifacts.Save(name, content).",
        Refused.File when profile == SandboxProfile.Gpu => "a guest opens the GPU's device nodes, reads the system's libraries and the folders of --reads DIR, and writes no file: hand files in with --input NAME=FILE, and save what it makes with Artifacts.Save(name, content).",
        Refused.File => "a guest opens no file: hand the file in with --input NAME=FILE and read Inputs[\"NAME\"], and save what it makes with Artifacts.Save(name, content).",
        _ => "a guest may not do this.",
    };

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private sealed record Rule(string Type, Refused What)
    {
        internal int[]? Codes { get; init; }

        internal string From { get; init; } = "";

        internal string[]? Says { get; init; }

        internal bool WithoutPaths { get; init; }

        internal bool Fits(ExceptionMessage link, string call, SandboxProfile profile) =>
            link.Type == Type
            && (Codes is null || Codes.Contains(link.Code))
            && (Says is null || Says.Any(words => link.Message.Contains(words, StringComparison.Ordinal)))
            && call.StartsWith(From, StringComparison.Ordinal)
            && (!WithoutPaths || profile == SandboxProfile.Compute);
    }
}
