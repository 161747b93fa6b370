using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentNotebook.Tool.Reports;

/// <summary>The JSON that every <c>--json</c> prints: camel case, indented, enumerations as words.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        // A guest's result may be 64 deep by itself.
        MaxDepth = 128,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Prints a report to standard output.</summary>
    public static void Print<T>(T report) => Console.Out.WriteLine(JsonSerializer.Serialize(report, _options));
}
