using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AgentNotebook.Worker;

/// <summary>What guests commonly do, done once before there is one.</summary>
internal static class WarmUpGuest
{
    internal static async Task<object?> RunAsync(object?[] state)
    {
        var numbers = Enumerable.Range(1, 40).Select(number => number * 1.5).Where(number => number > 3).ToList();
        var groups = numbers.GroupBy(number => (int)number % 3).OrderBy(group => group.Key).ToDictionary(group => group.Key, group => group.Sum());
        var text = new StringBuilder();
        foreach (var (key, value) in groups)
        {
            text.Append(CultureInfo.InvariantCulture, $"{key}={value:0.00};").AppendLine();
        }

        var words = text.ToString().Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var matches = Regex.Matches(text.ToString(), @"(\d+)=", RegexOptions.Compiled).Count;
        var json = JsonSerializer.Serialize(new Dictionary<string, object?> { ["words"] = words, ["matches"] = matches, ["when"] = DateTime.UnixEpoch });
        await Task.Yield();
        await Task.Delay(1);
        _ = double.Parse("1.5", CultureInfo.InvariantCulture) + Math.Sqrt(2) + new Random(1).NextDouble() + (double)1.5m;
        _ = string.Join(", ", JsonDocument.Parse(json).RootElement.EnumerateObject().Select(property => property.Name));
        // Ends the way a failing guest does: a stack with lines costs most of all.
        throw new InvalidOperationException($"{words.Length} {state.Length}");
    }
}
