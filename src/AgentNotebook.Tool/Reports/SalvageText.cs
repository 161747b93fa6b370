using System.Text;
using AgentNotebook.Sessions.Salvage;

namespace AgentNotebook.Tool.Reports;

/// <summary>What a salvage kept and lost, for a person.</summary>
internal static class SalvageText
{
    /// <summary>Lost stretches listed of one session.</summary>
    private const int LostListed = 50;

    public static string Of(SalvageReport report)
    {
        var text = new StringBuilder($"{report.Target}: {Count(report.Kept, "entry", "entries")} in {Count(report.Sessions.Count, "session", "sessions")} kept of {report.Source}; {(report.IsComplete ? "nothing was lost." : report.Lost > 0 ? $"{Count(report.Lost, "entry", "entries")} lost." : "something may be lost.")}");
        foreach (var place in report.Damage)
        {
            text.Append($"\n  damage: {place}");
        }

        foreach (var session in report.Sessions.Where(session => !session.IsComplete || session.Remarks.Count > 0))
        {
            text.Append($"\n  session '{session.Name}': {session.Kept} kept");
            foreach (var lost in session.Lost.Take(LostListed))
            {
                text.Append($"\n    lost: {lost}");
            }

            text.Append(session.Lost.Count > LostListed ? $"\n    … and {session.Lost.Count - LostListed} more stretches" : "");
            foreach (var remark in session.Remarks)
            {
                text.Append($"\n    {remark}");
            }
        }

        if (report.MayLackMore)
        {
            text.Append("\n  What stood only in the damaged places is lost without a name.");
        }

        return text.ToString();
    }

    private static string Count(long number, string one, string many) => $"{number} {(number == 1 ? one : many)}";
}
