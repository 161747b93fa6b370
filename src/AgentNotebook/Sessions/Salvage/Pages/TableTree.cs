namespace AgentNotebook.Sessions.Salvage.Pages;

/// <summary>The leaves of one table, found from its root downwards, as far as they can be reached.</summary>
/// <param name="Leaves">Pages that hold its rows.</param>
/// <param name="Damage">Where something is wrong on the way to them; one sentence each, without the full stop.</param>
internal sealed record TableTree(IReadOnlySet<uint> Leaves, IReadOnlyList<string> Damage)
{
    /// <summary>More places say nothing new.</summary>
    private const int PlacesListed = 20;

    private static readonly TableTree Nothing = new(new HashSet<uint>(), []);

    /// <summary>The tree below a root.</summary>
    /// <param name="file">The file.</param>
    /// <param name="root">The root's page.</param>
    /// <param name="table">The table's name, for what is said of it.</param>
    public static TableTree Walk(RawFile file, uint root, string table)
    {
        var (leaves, damage) = (new HashSet<uint>(), new List<string>());
        var seen = new HashSet<uint>();
        var open = new Stack<uint>([root]);
        while (open.TryPop(out var number))
        {
            // A page is visited once, so pointers that lead in a circle end here.
            if (!seen.Add(number))
                Report($"page {number} of table {table} is named twice");
            else if (file.ReadCurrent(number) is not { } page)
                Report($"page {number} of table {table} is not there");
            else if (!BTreePage.TryRead(page, number == 1 ? 100 : 0, out var read) || read.Kind is not (BTreePage.TableInterior or BTreePage.TableLeaf))
                Report($"page {number} of table {table} is damaged");
            else if (read.IsTableLeaf)
                leaves.Add(number);
            else
            {
                foreach (var child in read.Children(page))
                    open.Push(child);
            }
        }

        return new TableTree(leaves, damage);

        void Report(string place)
        {
            if (damage.Count < PlacesListed)
                damage.Add(place);
        }
    }

    /// <summary>The trees of the tables that are asked for; one whose root is not known has no leaves and says so.</summary>
    public static IReadOnlyDictionary<string, TableTree> Find(RawFile file, RowReader rows, params IReadOnlyList<string> tables)
    {
        var schema = Walk(file, 1, "sqlite_schema");
        var roots = new Dictionary<string, uint>();
        foreach (var leaf in schema.Leaves)
        {
            var page = file.ReadCurrent(leaf)!;
            if (!BTreePage.TryRead(page, leaf == 1 ? 100 : 0, out var read))
                continue;
            foreach (var cell in read.Cells)
                rows.Read(page, cell, IsSchemaRow, (_, row) => Note(row));
        }

        return tables.ToDictionary(table => table, table => roots.TryGetValue(table, out var root) ? Walk(file, root, table)
            : Nothing with { Damage = [.. schema.Damage, $"where table {table} begins is lost"] });

        bool Note(RawRecord row)
        {
            if (row.Text(0) == "table" && row.Text(1) is { } name && tables.Contains(name) && row.Integer(3) is > 0 and <= uint.MaxValue and var root)
                roots[name] = (uint)root;
            return true;
        }
    }

    // Section 2.6: type, name, table, root page, statement.
    private static bool IsSchemaRow(RawRecord row) =>
        row.Columns == 5 && row.IsText(0, 16) && row.IsText(1, 1024) && row.IsText(2, 1024) && row.IsInteger(3) && row.IsText(4, 1 << 20);
}
