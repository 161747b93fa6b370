using System.Buffers;
using System.Text.Json;
using AgentNotebook.Display;
using AgentNotebook.Kernel.Outputs;

namespace AgentNotebook.Kernel.Tests.Outputs;

public class MimeJsonTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(200_001)]
    public void long_text_comes_whole_also_where_a_pair_of_surrogates_lies_on_a_seam(int length)
    {
        var text = new string('x', length) + "\U0001D11E\"\n" + new string('é', length);

        Assert.Equal(text, Written(MimeBundle.FromText(text)).GetProperty("data").GetProperty("text/plain").GetString());
    }

    [Fact]
    public void half_a_pair_of_surrogates_at_the_end_of_long_text_breaks_nothing() =>
        Assert.StartsWith("xxx", Written(MimeBundle.FromText(new string('x', 100_000) + "\ud834")).GetProperty("data").GetProperty("text/plain").GetString());

    [Theory]
    [InlineData("""{"a":[1,2]}""", JsonValueKind.Object)]
    [InlineData("{", JsonValueKind.String)]
    public void json_goes_out_as_json_and_what_is_none_as_text(string content, JsonValueKind kind)
    {
        var bundle = new MimeBundle(new Dictionary<string, string> { ["application/vnd.test+json"] = content, ["text/plain"] = "" });

        Assert.Equal(kind, Written(bundle).GetProperty("data").GetProperty("application/vnd.test+json").ValueKind);
    }

    private static JsonElement Written(MimeBundle bundle)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            MimeJson.Write(writer, bundle);
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }
}
