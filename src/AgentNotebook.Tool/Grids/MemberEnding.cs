using AgentNotebook.Display.RunCard;

namespace AgentNotebook.Tool.Grids;

/// <summary>How a member's process ended, wherever it ran.</summary>
/// <param name="Code">Its exit code; 128 and the number of the signal that ended it, as shells count.</param>
/// <param name="Errors">The end of what it wrote to standard error.</param>
/// <param name="Elapsed">How long the process took.</param>
/// <param name="WasStopped">Whether it had been told to stop: then a signal that ended it is no surprise.</param>
internal sealed record MemberEnding(int Code, string Errors, TimeSpan Elapsed, bool WasStopped)
{
    private const int LongestError = 300;

    /// <summary>What that makes of the member.</summary>
    /// <param name="member">The member.</param>
    /// <param name="notebook">Its executed notebook; <see langword="null"/> when there is none of this code and these parameters.</param>
    public MemberResult Judge(GridMember member, MemberNotebook? notebook)
    {
        // The notebook's own time, as far as there is one: it does not count how long a process takes to start.
        var elapsed = notebook is null ? Elapsed : TimeSpan.FromSeconds(notebook.Manifest.Seconds);
        if (Status == MemberStatus.Succeeded && notebook is null)
        {
            return new MemberResult(member, MemberStatus.Failed, elapsed, "It says that it succeeded, and its executed notebook is not there. The notebook or its parameters changed meanwhile, or the file was taken away.");
        }

        return new MemberResult(member, Status, elapsed, Status == MemberStatus.Succeeded ? "" : Error(notebook))
        {
            Scraps = notebook?.Scraps ?? [],
            HasNotebook = notebook is not null,
        };
    }

    private MemberStatus Status => Code switch
    {
        ExitCode.Success => MemberStatus.Succeeded,
        ExitCode.Failure or ExitCode.Usage => MemberStatus.Failed,
        ExitCode.Refused => MemberStatus.Refused,
        ExitCode.Interrupted => MemberStatus.Interrupted,
        // Numbers of signals end at 64.
        > 128 and <= 192 => WasStopped ? MemberStatus.Interrupted : MemberStatus.Killed,
        _ => MemberStatus.Crashed,
    };

    private string Error(MemberNotebook? notebook) => Status switch
    {
        MemberStatus.Killed => $"Signal {Code - 128} ended its process{(Code == 137 ? " (SIGKILL: by someone, or because memory ran out)" : "")}.",
        MemberStatus.Interrupted => "",
        MemberStatus.Crashed => $"Its process ended with code {Code}. {FirstLine(Errors)}".TrimEnd(),
        _ => notebook is { Error.Length: > 0 } ? notebook.Error : FirstLine(Errors),
    };

    private static string FirstLine(string errors) =>
        Untrusted.Line(errors.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? "", LongestError);
}
