using System.Text.Json;

namespace AgentNotebook.Agents.Replay;

/// <summary>Finds where two JSON values differ first.</summary>
internal static class JsonDifference
{
    /// <summary>The path of the first difference in document order, and what stands there on either side; <see langword="null"/> when there is none.</summary>
    public static (string Path, string Left, string Right)? First(JsonElement left, JsonElement right) => First(left, right, "");

    private static (string Path, string Left, string Right)? First(JsonElement left, JsonElement right, string path)
    {
        switch (left.ValueKind, right.ValueKind)
        {
            case (JsonValueKind.Object, JsonValueKind.Object):
                foreach (var name in left.EnumerateObject().Concat(right.EnumerateObject()).Select(member => member.Name).Distinct())
                {
                    var at = path.Length == 0 ? name : $"{path}.{name}";
                    var (inLeft, inRight) = (left.TryGetProperty(name, out var one), right.TryGetProperty(name, out var other));
                    if (!inLeft || !inRight)
                    {
                        return (at, inLeft ? one.GetRawText() : "nothing", inRight ? other.GetRawText() : "nothing");
                    }

                    if (First(one, other, at) is { } found)
                    {
                        return found;
                    }
                }

                return null;
            case (JsonValueKind.Array, JsonValueKind.Array):
                var (ones, others) = (left.EnumerateArray().ToList(), right.EnumerateArray().ToList());
                for (var i = 0; i < Math.Min(ones.Count, others.Count); i++)
                {
                    if (First(ones[i], others[i], $"{path}[{i}]") is { } found)
                    {
                        return found;
                    }
                }

                return ones.Count == others.Count ? null : ($"{path}.length", $"{ones.Count}", $"{others.Count}");
            case (JsonValueKind.String, JsonValueKind.String):
                return left.GetString() == right.GetString() ? null : (path, left.GetString()!, right.GetString()!);
            default:
                return left.ValueKind == right.ValueKind && left.GetRawText() == right.GetRawText() ? null : (path, left.GetRawText(), right.GetRawText());
        }
    }
}
