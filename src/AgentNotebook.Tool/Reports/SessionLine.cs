using AgentNotebook.Agents.Runs;
using AgentNotebook.Sessions;

namespace AgentNotebook.Tool.Reports;

/// <summary>One line of <c>agentnb sessions list</c>.</summary>
internal sealed class SessionLine(SessionSummary session, int runs, RunRecord? last)
{
    public string Name => session.Name;

    public DateTimeOffset Created => session.Created;

    public DateTimeOffset LastWritten => session.LastWritten;

    public long Entries => session.Entries;

    public long Bytes => session.Bytes;

    public int Runs => runs;

    /// <summary>The last run and where it is.</summary>
    public string? LastRun => last is null ? null : $"{last.Id} {last.State}";
}
