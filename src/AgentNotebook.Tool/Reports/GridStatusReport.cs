using System.Globalization;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Tool.Grids.Engines.Clusters;

namespace AgentNotebook.Tool.Reports;

/// <summary>How a grid on a cluster is.</summary>
internal sealed class GridStatusReport
{
    private readonly string _title;

    /// <param name="view">The grid.</param>
    /// <param name="members">How its members are.</param>
    public GridStatusReport(GridView view, IReadOnlyList<MemberView> members)
    {
        _title = view.Title;
        (Engine, Job, Folder, Submitted) = (view.Submission.Engine, Untrusted.Line(view.Submission.Job, 80), view.Folder.Path, view.Submission.Submitted);
        Members = [.. members.Select(member => new GridStatusLine(
            member.Result.Member.Name,
            member.Result.Word,
            member.State?.Word ?? "",
            member.Record?.Count ?? 0,
            member.Record is { } record ? Untrusted.Line(record.Last.Host, 80) : "",
            member.Result.Error))];
    }

    public string Engine { get; }

    public string Job { get; }

    public string Folder { get; }

    public DateTimeOffset Submitted { get; }

    public IReadOnlyList<GridStatusLine> Members { get; }

    /// <summary>The report for the terminal.</summary>
    public string ToText()
    {
        var counts = Members.GroupBy(member => member.Status).Select(group => $"{group.Count()} {group.Key}");
        return $"{_title} job {Job}, submitted {Submitted.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}: {string.Join(", ", counts)}.\n"
            + TextTable.Format(
                ["MEMBER", "STATUS", _title.ToUpperInvariant(), "STARTS#", "ON", ""],
                [.. Members.Select(member => new[] { member.Name, member.Status, member.State, member.Starts.ToString(CultureInfo.InvariantCulture), member.Host, member.Error })]);
    }
}
