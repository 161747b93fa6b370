using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentNotebook.Documents.Lessons;

namespace AgentNotebook.Documents.Tests.Lessons;

public class LessonMakerTests
{
    private static readonly string[] _solution = ["static double Double(double \"x\\\\é\") =>", "    2 * x + 0.0001d;", "var answer = Double(21);"];

    [Fact]
    public void nothing_of_a_solution_is_left_whatever_carried_it()
    {
        var source = string.Join('\n', _solution);
        var key = NotebookText.Of((source, ["solution"]), ("answer", []), ("#!check double\nDouble(2) == 4", []));
        var cells = key.Root["cells"]!.AsArray();
        cells[0]!["metadata"]!["grading"] = new JsonObject { ["sample"] = source, ["packed"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(source)) };
        cells[1]!["metadata"]!["agentnb"] = JsonSerializer.Serialize(new { source });
        cells[1]!["outputs"] = new JsonArray(new JsonObject
        {
            ["data"] = new JsonObject { ["text/html"] = WebUtility.HtmlEncode(source), ["application/json"] = new JsonObject { ["code"] = source } },
            ["metadata"] = new JsonObject { ["code"] = source },
            ["output_type"] = "display_data",
        });
        key.Root["metadata"]!["agentnb"] = new JsonObject { ["manifest"] = new JsonArray(source) };

        var exercise = LessonMaker.Make(key);

        Assert.Equal((1, 0), (exercise.Solutions, exercise.LeftOut));
        var text = Encoding.UTF8.GetString(exercise.Document.ToBytes());
        foreach (var line in _solution.Select(line => line.Trim()))
        {
            Assert.DoesNotContain(line, text);
            Assert.DoesNotContain(JsonSerializer.Serialize(line)[1..^1], text);
            Assert.DoesNotContain(WebUtility.HtmlEncode(line), text);
        }

        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(source))[..20], text);
        Assert.Equal(["// Your code here.", "answer", "#!check double\nDouble(2) == 4"], exercise.Document.Cells.Select(cell => cell.Source));
        Assert.Equal(["exercise"], exercise.Document.Cells[0].Tags);
        Assert.All(exercise.Document.Cells, cell => Assert.Equal(("[]", null), (cell.OutputsText(), cell.ExecutionCount)));
        // The key stays as it was.
        Assert.Contains("old", key.Cells[0].OutputsText());
    }

    [Theory]
    [InlineData("// exercise: Sum the numbers.\nvar sum = numbers.Sum();\n// Exercise: Use a loop.", "// Sum the numbers.\n// Use a loop.")]
    [InlineData("// BEGIN SOLUTION\nvar sum = numbers.Sum();\n// END SOLUTION\nsum", "// Your code here.\nsum")]
    [InlineData("int Sum(int[] numbers)\n{\n    // BEGIN SOLUTION\n    // exercise: Use a loop.\n    return numbers.Sum();\n    // END SOLUTION\n}", "int Sum(int[] numbers)\n{\n    // Use a loop.\n    throw new NotImplementedException();\n}")]
    [InlineData("class Box\n{\n    // BEGIN SOLUTION\n    int side = 3;\n    // END SOLUTION\n}", "class Box\n{\n    // Your code here.\n}")]
    [InlineData("// BEGIN SOLUTION\nvar sum = 6;\n// END SOLUTION\n#!check sum\nsum > 0;\n//// BEGIN HIDDEN TESTS\nsum == 1 + 5;\n//// END HIDDEN TESTS\n", "// Your code here.\n#!check sum\nsum > 0;\n")]
    public void a_stub_says_what_the_teacher_wrote_for_it_and_compiles_where_a_method_needs_a_body(string source, string stub) =>
        Assert.Equal(stub, LessonMaker.Make(NotebookText.Of((source, source.Contains("BEGIN", StringComparison.Ordinal) ? [] : ["solution"]))).Document.Cells[0].Source);

    [Fact]
    public void the_stub_of_the_metadata_counts_and_cells_of_the_key_alone_are_left_out()
    {
        var key = NotebookText.Of(("var sum = 1 + 2;", ["solution", "hard"]), ("sum == 1 + 2", ["key-only"]), ("sum", []));
        key.Root["cells"]![0]!["metadata"]!["exercise"] = new JsonArray("var sum = 0;\n", "// more?");
        var exercise = LessonMaker.Make(key);
        Assert.Equal(["var sum = 0;\n// more?", "sum"], exercise.Document.Cells.Select(cell => cell.Source));
        Assert.Equal(["hard", "exercise"], exercise.Document.Cells[0].Tags);
        Assert.Equal(1, exercise.LeftOut);
    }

    [Fact]
    public void the_text_of_a_solution_in_words_is_hidden_too()
    {
        var key = NotebookText.Of(("The energy is kept because nothing pulls.", ["solution"]));
        (key.Root["cells"]![0]!["cell_type"], key.Root["cells"]![0]!["outputs"]) = ("markdown", null);
        Assert.Equal("*Your answer here.*", LessonMaker.Make(NotebookText.Read(key.Root.ToJsonString().Replace(",\"outputs\":null", "", StringComparison.Ordinal).Replace(",\"execution_count\":99", "", StringComparison.Ordinal).Replace("\"execution_count\":99,", "", StringComparison.Ordinal))).Document.Cells[0].Source);
    }

    [Fact]
    public void outputs_stay_where_that_is_asked_for_unless_they_give_a_solution_away()
    {
        var key = NotebookText.Of(("var sum = 1 + 2;", ["solution"]), ("sum", ["keep-output"]));
        Assert.Contains("old", LessonMaker.Make(key).Document.Cells[1].OutputsText());

        key.Root["cells"]![1]!["outputs"] = new JsonArray(new JsonObject { ["data"] = new JsonObject { ["text/html"] = "<pre>\tvar sum = 1 &#43;\n2; // so</pre>" }, ["metadata"] = new JsonObject(), ["output_type"] = "display_data" });
        Assert.Equal("book.ipynb: cells[1] would show students 'var sum = 1 + 2;', a line of the solution in cells[0], in its outputs. Take away its tag 'keep-output'.", Refusal(key));
    }

    [Fact]
    public void text_that_repeats_a_solution_is_refused_unless_it_is_allowed()
    {
        var key = NotebookText.Of(("var sum = 1 + 2;\nreturn;", ["solution"]), ("// For comparison:\n  var  sum = 1 + 2;\nreturn;", []));
        Assert.Equal("book.ipynb: cells[1] would show students 'var sum = 1 + 2;', a line of the solution in cells[0]. Write it otherwise, or allow it with --allow-repeats.", Refusal(key));
        Assert.Equal(2, LessonMaker.Make(key, allowRepeats: true).Document.Cells.Count);
    }

    [Fact]
    public void an_attachment_that_holds_a_solution_is_refused()
    {
        var key = NotebookText.Of(("var sum = 1 + 2;", ["solution"]), ("Look:", []));
        key.Root["cells"]![1]!["attachments"] = new JsonObject { ["a.txt"] = new JsonObject { ["text/plain"] = Convert.ToBase64String("so: var sum = 1 + 2;"u8) } };
        Assert.Contains("in an attachment", Refusal(key));
    }

    [Theory]
    [InlineData("1 + 1", "there is no solution in it")]
    [InlineData("// BEGIN SOLUTION\n1 + 1", "cells[0]: the part that began in line 1 does not end")]
    [InlineData("1\n// END SOLUTION\n", "cells[0]: line 2 is '// END SOLUTION', and no such part has begun")]
    [InlineData("// BEGIN SOLUTION\n// BEGIN SOLUTION\n// END SOLUTION", "cells[0]: line 2 is '// BEGIN SOLUTION', and the part that began in line 1 has not ended")]
    [InlineData("// BEGIN SOLUTION\n1\n// END HIDDEN TESTS", "cells[0]: line 3 is '// END HIDDEN TESTS', and no such part has begun")]
    public void what_cannot_be_meant_is_refused_with_its_place(string source, string why) => Assert.Contains(why, Refusal(NotebookText.Of(source)));

    private static string Refusal(NotebookDocument key) => Assert.Throws<NotebookException>(() => LessonMaker.Make(key)).Message;
}
