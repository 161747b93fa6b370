using System.Text.Json;
using AgentNotebook.Cells;

namespace AgentNotebook.Kernel.Outputs;

/// <summary>Writes a cell's error as Jupyter's messages hold it; front ends show the traceback, with its colours.</summary>
internal static class ErrorJson
{
    private const string Red = "\e[31m";
    private const string Plain = "\e[0m";

    /// <summary>Writes the members <c>ename</c>, <c>evalue</c> and <c>traceback</c>.</summary>
    public static void Write(Utf8JsonWriter writer, CellError error)
    {
        writer.WriteString("ename", error.Name);
        writer.WriteString("evalue", error.Message);
        writer.WriteStartArray("traceback");
        for (var i = 0; i < error.Traceback.Count; i++)
        {
            writer.WriteStringValue(i == 0 ? $"{Red}{error.Traceback[i]}{Plain}" : error.Traceback[i]);
        }

        writer.WriteEndArray();
    }
}
