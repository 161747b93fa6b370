using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AgentNotebook.Documents.Reading;

/// <summary>Cell ids, which nbformat 4.5 asks for: 1 to 64 letters, digits, '-' or '_', unique in the notebook (Jupyter enhancement proposal 62).</summary>
internal static partial class CellIds
{
    /// <summary>Gives each cell whose id is missing, malformed or taken an id made from its place: the same file always gets the same ids.</summary>
    public static void Complete(JsonArray cells)
    {
        var taken = cells.Select(cell => cell!["id"]?.GetValue<string>()).Where(id => id is not null).ToHashSet();
        var seen = new HashSet<string>();
        for (var i = 0; i < cells.Count; i++)
        {
            var cell = (JsonObject)cells[i]!;
            if (cell["id"]?.GetValue<string>() is { } id && WellFormed().IsMatch(id) && seen.Add(id))
            {
                continue;
            }

            var made = Unused($"cell-{i + 1}", taken!);
            taken.Add(made);
            seen.Add(made);
            if (cell.ContainsKey("id"))
            {
                cell["id"] = made;
            }
            else
            {
                cell.Insert(Math.Max(0, cell.IndexOf("cell_type") + 1), "id", made);
            }
        }
    }

    /// <summary>The wish, or the wish with the first free number after it.</summary>
    public static string Unused(string wish, ISet<string> taken)
    {
        var id = wish;
        for (var i = 2; taken.Contains(id); i++)
        {
            id = $"{wish}-{i}";
        }

        return id;
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}$")]
    private static partial Regex WellFormed();
}
