using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentNotebook.Execution.Frames;

/// <summary>The one JSON form that values have on their way to a guest and back.</summary>
internal static class ValueOptions
{
    internal const int MaximumDepth = 64;

    internal static JsonSerializerOptions Json { get; } = new()
    {
        IncludeFields = true,
        MaxDepth = MaximumDepth,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
