using AgentNotebook.Documents;

namespace AgentNotebook.Tool.Grids.Records;

/// <summary>A member as the grid file describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">Its parameters as <c>--parameters</c> takes them, such as <c>seed=1</c>.</param>
internal sealed record GridFileMember(string Name, IReadOnlyList<string> Parameters)
{
    /// <summary>A member's description.</summary>
    public static GridFileMember Of(GridMember member) => new(member.Name, [.. member.Parameters.Select(parameter => $"{parameter.Name}={parameter.Text}")]);

    /// <summary>The member.</summary>
    /// <exception cref="ClusterException">A parameter is none.</exception>
    public GridMember ToMember()
    {
        try
        {
            return new GridMember(Name, [.. Parameters.Select(NotebookParameter.Parse)]);
        }
        catch (NotebookException exception)
        {
            throw new ClusterException($"The grid file's member '{Name}': {exception.Message}", exception);
        }
    }
}
