using System.Security.Cryptography;
using System.Text;
using AgentNotebook.Documents;

namespace AgentNotebook.Tool.Grids;

/// <summary>One run of a grid.</summary>
/// <param name="Name">Its name, made of its values on the grid; a file may be named so.</param>
/// <param name="Parameters">What the notebook is given: its values on the grid and then those that are the same for all.</param>
internal sealed record GridMember(string Name, IReadOnlyList<NotebookParameter> Parameters)
{
    /// <summary>Its executed notebook's file name.</summary>
    public string FileName => Name + ".ipynb";

    /// <summary>A member.</summary>
    /// <param name="onGrid">Its values on the grid.</param>
    /// <param name="shared">The values that all members have.</param>
    public static GridMember Of(IReadOnlyList<NotebookParameter> onGrid, IReadOnlyList<NotebookParameter> shared) => new(NameOf(onGrid), [.. onGrid, .. shared]);

    /// <summary>The session of this member.</summary>
    /// <param name="notebook">The notebook's own session.</param>
    public string SessionOf(string notebook) => $"{(notebook.Length <= 100 ? notebook : notebook[..100])}:{Name}";

    /// <summary>The same values always give the same name, whatever else is on the grid: so a grid that grows keeps what is done.</summary>
    private static string NameOf(IReadOnlyList<NotebookParameter> values)
    {
        var full = string.Join(',', values.Select(value => $"{value.Name}={value.Text}"));
        var name = string.Concat(full.Select(c => char.IsAsciiLetterOrDigit(c) || "=,.+-_".Contains(c) ? c : '_'));
        // Letter case of a value is lost in some file systems, and so are other characters here: the hash tells them apart.
        var isWhole = name == full && name.Length <= GridLimits.NameLength && !values.Any(value => value.Text.Any(char.IsAsciiLetterUpper));
        return isWhole ? name : $"{name[..Math.Min(name.Length, GridLimits.NameLength)]}~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(full)))[..8]}";
    }
}
