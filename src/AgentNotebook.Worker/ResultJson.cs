using System.Text.Json;
using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Worker;

/// <summary>Writes a result as JSON, within a size and a depth.</summary>
internal static class ResultJson
{
    private static readonly JsonSerializerOptions _options = ValueOptions.Json;

    /// <summary>Learns the types results commonly have before there is one, which would wait for it.</summary>
    internal static void Rehearse()
    {
        foreach (var value in (object[])[1, 1.5, true, "", new[] { 1 }, new List<double> { 1 }, new List<string>(), new Dictionary<string, int>()])
        {
            _ = Write(value, limit: 64);
        }
    }

    /// <exception cref="ResultRefusedException">It is too large, too deep, goes in a circle, or is of a kind JSON has no form for.</exception>
    internal static ReadOnlySpan<byte> Write(object? value, int limit)
    {
        if (value is Task)
        {
            throw new ResultRefusedException("the result is a task: await it");
        }

        var bytes = new BoundedStream(limit);
        try
        {
            JsonSerializer.Serialize(bytes, value, value?.GetType() ?? typeof(object), _options);
        }
        catch (JsonException exception)
        {
            var path = exception.Path is { Length: > 0 } found ? $" at {Cut.Text(found, ValueOptions.MaximumDepth)}" : "";
            throw new ResultRefusedException($"the result is nested more than {ValueOptions.MaximumDepth} levels deep or refers to itself{path}");
        }
        catch (NotSupportedException exception)
        {
            throw new ResultRefusedException($"the result's type has no JSON form: {exception.Message}");
        }

        return bytes.Written;
    }
}
