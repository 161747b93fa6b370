using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AgentNotebook.Worker;

/// <summary>What guests commonly do. Loaded a second time, as a guest: nothing here may be asked for by type.</summary>
internal static class RehearsalGuest
{
    internal static async Task<object?> AnswerAsync(object?[] state)
    {
        const string Text = "ann,12\nbob,7\ncid,30";
        var units = new Dictionary<string, int>();
        foreach (var line in Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var cells = line.Trim().Split(',');
            _ = units.TryGetValue(cells[0], out var before);
            units[cells[0]] = before + int.Parse(cells[1], CultureInfo.InvariantCulture);
        }

        var names = units.Keys.Where(name => name.Length > 0).OrderBy(name => name).Select(name => $"{name}: {units[name]}").ToList();
        var groups = names.GroupBy(name => name[..1]).ToDictionary(group => group.Key, group => string.Join(", ", group));
        var numbers = Enumerable.Range(1, 40).Select(number => number * 1.5).ToList();
        var text = new StringBuilder();
        foreach (var number in numbers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{number,8:0.00};").AppendLine();
        }

        Console.WriteLine($"{numbers.Count} {numbers.Sum():0.00} {Regex.Matches(text.ToString(), @"(\d+)\.").Count}");
        await Task.Yield();
        _ = Math.Sqrt(double.Parse("1.5", CultureInfo.InvariantCulture)) + new Random(1).NextDouble() + (double)1.5m;
        return groups;
    }

    internal static Task<object?> CheckAsync(object?[] state) => Task.FromResult<object?>(new object?[] { false, 1.5, "text" });

    internal static Task<object?> FailAsync(object?[] state) => throw new InvalidOperationException($"{state.Length}");
}
