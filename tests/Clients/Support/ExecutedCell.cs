using System.Text.Json;

namespace AgentNotebook.Clients.Support;

/// <summary>A code cell of a notebook that a client ran.</summary>
/// <param name="Id">The cell.</param>
/// <param name="Outputs">What it put out; consecutive text of one stream is one output.</param>
/// <param name="Expected">What the notebook says it has to put out, a line an output.</param>
internal sealed record ExecutedCell(string Id, IReadOnlyList<ExecutedOutput> Outputs, IReadOnlyList<string> Expected)
{
    /// <summary>Everything it put out as plain text.</summary>
    public string Text => string.Concat(Outputs.Select(output => output.Representation("text/plain")));

    /// <summary>Reads the code cells of a notebook.</summary>
    public static IReadOnlyList<ExecutedCell> ReadAll(string path)
    {
        using var notebook = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. notebook.RootElement.GetProperty("cells").EnumerateArray().Where(cell => cell.GetProperty("cell_type").GetString() == "code").Select(Read)];
    }

    private static ExecutedCell Read(JsonElement cell)
    {
        var outputs = new List<ExecutedOutput>();
        foreach (var output in cell.GetProperty("outputs").EnumerateArray().Select(ExecutedOutput.Read))
        {
            if (output.IsStream && outputs.LastOrDefault() is { } last && last.Kind == output.Kind)
            {
                outputs[^1] = last.With(output);
            }
            else
            {
                outputs.Add(output);
            }
        }

        return new ExecutedCell(
            cell.GetProperty("id").GetString()!,
            outputs,
            cell.GetProperty("metadata").TryGetProperty("expect", out var expected) ? [.. expected.EnumerateArray().Select(line => line.GetString()!)] : []);
    }
}
