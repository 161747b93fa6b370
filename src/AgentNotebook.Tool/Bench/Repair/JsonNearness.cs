using System.Text.Json;

namespace AgentNotebook.Tool.Bench.Repair;

/// <summary>Compares JSON, numbers within a tolerance, everything else exactly.</summary>
internal static class JsonNearness
{
    /// <summary>Whether two JSON texts say the same.</summary>
    /// <param name="one">JSON, or <see langword="null"/>, which is near nothing.</param>
    /// <param name="other">JSON.</param>
    /// <param name="relativeTolerance">Largest difference of two numbers, relative to the larger magnitude or 1.</param>
    public static bool AreNear(string? one, string other, double relativeTolerance)
    {
        if (one is null)
        {
            return false;
        }

        using var a = JsonDocument.Parse(one);
        using var b = JsonDocument.Parse(other);
        return AreNear(a.RootElement, b.RootElement, relativeTolerance);
    }

    private static bool AreNear(JsonElement a, JsonElement b, double tolerance)
    {
        if (a.ValueKind != b.ValueKind)
        {
            return false;
        }

        switch (a.ValueKind)
        {
            case JsonValueKind.Number:
                var (x, y) = (a.GetDouble(), b.GetDouble());
                return x == y || Math.Abs(x - y) <= tolerance * Math.Max(1, Math.Max(Math.Abs(x), Math.Abs(y)));
            case JsonValueKind.Array:
                return a.GetArrayLength() == b.GetArrayLength()
                    && a.EnumerateArray().Zip(b.EnumerateArray()).All(pair => AreNear(pair.First, pair.Second, tolerance));
            case JsonValueKind.Object:
                var properties = a.EnumerateObject().ToList();
                return properties.Count == b.EnumerateObject().Count()
                    && properties.All(property => b.TryGetProperty(property.Name, out var value) && AreNear(property.Value, value, tolerance));
            case JsonValueKind.String:
                return a.GetString() == b.GetString();
            default:
                return true;
        }
    }
}
