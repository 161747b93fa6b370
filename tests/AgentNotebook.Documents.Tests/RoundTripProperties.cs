using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace AgentNotebook.Documents.Tests;

public class RoundTripProperties
{
    private static readonly Config _config = Config.QuickThrowOnFailure.WithMaxTest(200);

    [Fact]
    public void any_notebook_survives_reading_and_writing_and_the_second_writing_changes_no_byte() =>
        Prop.ForAll<int>(seed =>
        {
            var json = RandomNotebook(new System.Random(seed));
            var first = NotebookDocument.Parse(Encoding.UTF8.GetBytes(json.ToJsonString()), "book").ToBytes();
            var second = NotebookDocument.Parse(first, "book").ToBytes();
            Assert.True(JsonNode.DeepEquals(json, JsonNode.Parse(first)));
            Assert.Equal(first, second);
        }).Check(_config);

    [Fact]
    public void damaged_notebooks_are_refused_by_name_or_read_and_nothing_else_is_thrown() =>
        Prop.ForAll<int>(seed =>
        {
            var random = new System.Random(seed);
            var bytes = Encoding.UTF8.GetBytes(RandomNotebook(random).ToJsonString());
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                bytes = Damaged(bytes, random);
            }

            try
            {
                var document = NotebookDocument.Parse(bytes, "book");
                foreach (var cell in document.Cells)
                {
                    _ = (cell.Source, cell.Tags, cell.Id, cell.ExecutionCount, cell.Kind, document.LanguageOf(cell, "csharp"));
                }

                document.ToBytes();
            }
            catch (NotebookException e)
            {
                Assert.StartsWith("book", e.Message);
            }
        }).Check(_config.WithMaxTest(1_000));

    private static byte[] Damaged(byte[] bytes, System.Random random)
    {
        string[] pieces = ["null", "[]", "{}", "5", "\"\"", "1.5", "-1", "\"\\ud800\"", "true", "[[[", "}}", ",", "9999999999", "\"x\":"];
        var at = random.Next(bytes.Length + 1);
        var to = Math.Min(bytes.Length, at + random.Next(12));
        return random.Next(5) switch
        {
            0 => bytes[..at],
            1 => [.. bytes[..at], .. bytes[to..]],
            2 => [.. bytes[..at], (byte)random.Next(256), .. bytes[Math.Min(at + 1, bytes.Length)..]],
            3 => [.. bytes[..at], .. Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Length)]), .. bytes[to..]],
            _ => ReplacedValue(bytes, pieces[random.Next(9)], random),
        };
    }

    /// <summary>Valid JSON with a value of the wrong type somewhere: the damage that syntax does not show.</summary>
    private static byte[] ReplacedValue(byte[] bytes, string value, System.Random random)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var colons = Enumerable.Range(0, text.Length).Where(i => text[i] == ':' && i > 0 && text[i - 1] == '"').ToList();
        if (colons.Count == 0)
        {
            return bytes;
        }

        var start = colons[random.Next(colons.Count)] + 1;
        try
        {
            var reader = new System.Text.Json.Utf8JsonReader(Encoding.UTF8.GetBytes(text[start..]), isFinalBlock: false, default);
            reader.Read();
            reader.TrySkip();
            return [.. Encoding.UTF8.GetBytes(text[..start]), .. Encoding.UTF8.GetBytes(value), .. Encoding.UTF8.GetBytes(text[start..])[(int)reader.BytesConsumed..]];
        }
        catch (System.Text.Json.JsonException)
        {
            return bytes;
        }
    }

    private static JsonObject RandomNotebook(System.Random random)
    {
        var minor = random.Next(6);
        var cells = new JsonArray();
        for (var i = random.Next(6); i > 0; i--)
        {
            var kind = new[] { "code", "markdown", "raw" }[random.Next(3)];
            var cell = new JsonObject { ["cell_type"] = kind };
            if (minor == 5)
            {
                cell["id"] = $"id{i}";
            }

            cell["metadata"] = RandomObject(random, 2);
            cell["source"] = random.Next(2) == 0 ? RandomText(random) : new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => (JsonNode)RandomText(random))]);
            if (kind == "code")
            {
                cell["execution_count"] = random.Next(2) == 0 ? null : random.Next(1000);
                cell["outputs"] = new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => (JsonNode)RandomObject(random, 3))]);
            }

            cell["x-" + RandomText(random)] = RandomValue(random, 2);
            cells.Add((JsonNode)cell);
        }

        return new JsonObject { ["own"] = RandomValue(random, 3), ["cells"] = cells, ["metadata"] = RandomObject(random, 3), ["nbformat"] = 4, ["nbformat_minor"] = minor };
    }

    private static JsonObject RandomObject(System.Random random, int depth)
    {
        var made = new JsonObject();
        for (var i = random.Next(4); i > 0; i--)
        {
            made[RandomText(random)] = RandomValue(random, depth - 1);
        }

        return made;
    }

    private static JsonNode? RandomValue(System.Random random, int depth) => random.Next(depth > 0 ? 8 : 5) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.NextInt64(),
        3 => random.NextDouble() * Math.Pow(10, random.Next(-300, 300)),
        4 or 5 => RandomText(random),
        6 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => RandomValue(random, depth - 1))]),
        _ => RandomObject(random, depth),
    };

    private static string RandomText(System.Random random)
    {
        var text = new StringBuilder();
        for (var i = random.Next(10); i > 0; i--)
        {
            text.Append(random.Next(4) switch
            {
                0 => ((char)random.Next(0x20)).ToString(),
                1 => new Rune(random.Next(0xE000, 0x110000)).ToString(),
                2 => ((char)random.Next(0x20, 0xD800)).ToString(),
                _ => ((char)random.Next('a', 'z')).ToString(),
            });
        }

        return text.ToString();
    }
}
