using System.Text.Json.Nodes;

namespace AgentNotebook.Documents.Lessons;

/// <summary>Makes of a teacher's notebook, which holds the solutions, the one that students get.</summary>
/// <remarks>
/// A cell tagged <see cref="LessonTags.Solution"/> becomes a stub, and so does what stands between lines <c>// BEGIN SOLUTION</c> and
/// <c>// END SOLUTION</c>. Cells tagged <see cref="LessonTags.KeyOnly"/> and what stands between <c>// BEGIN HIDDEN TESTS</c> and
/// <c>// END HIDDEN TESTS</c> are left out. Outputs are removed, except those of cells tagged <see cref="LessonTags.KeepOutput"/>; of
/// metadata only what says how to open and show the notebook stays.
/// </remarks>
public static class LessonMaker
{
    /// <summary>Makes the students' version. The teacher's stays as it is.</summary>
    /// <param name="key">The teacher's notebook.</param>
    /// <param name="allowRepeats">Whether text that students get may repeat lines of a solution; outputs, metadata and attachments never may.</param>
    /// <exception cref="NotebookException">There is no solution in it, marks do not fit each other, or something that would stay gives a solution away.</exception>
    public static ExerciseNotebook Make(NotebookDocument key, bool allowRepeats = false)
    {
        ArgumentNullException.ThrowIfNull(key);
        var (cells, hidden, solutions) = (new JsonArray(), new List<HiddenPart>(), 0);
        foreach (var cell in key.Cells)
        {
            if (cell.Tags.Contains(LessonTags.KeyOnly))
            {
                hidden.Add(new HiddenPart(cell.Index, cell.Source));
                continue;
            }

            var (source, isExercise) = Source(cell, hidden);
            solutions += isExercise ? 1 : 0;
            cells.Add((JsonNode)Cell(cell, source, isExercise));
        }

        if (solutions == 0)
        {
            throw new NotebookException($"{key.Name}: there is no solution in it. Give the cells that students are to write the tag '{LessonTags.Solution}', or put lines '// BEGIN SOLUTION' and '// END SOLUTION' around parts of them.");
        }

        var root = new JsonObject(key.Root.Where(member => member.Key is "nbformat" or "nbformat_minor").Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())))
        {
            ["cells"] = cells,
            ["metadata"] = KeptMetadata.OfNotebook(key.Root["metadata"]),
        };
        Check(key, root, new SolutionSearch(hidden), allowRepeats);
        return new ExerciseNotebook(new NotebookDocument(root, key.Name), solutions, key.Cells.Count - cells.Count);
    }

    private static (string Source, bool IsExercise) Source(NotebookCell cell, List<HiddenPart> hidden)
    {
        var parts = CellParts.Cut(cell);
        hidden.AddRange(parts.Where(part => part.Kind != CellParts.PartKind.Given).Select(part => new HiddenPart(cell.Index, string.Concat(part.Lines))));
        var isSolution = parts.Any(part => part.Kind == CellParts.PartKind.Solution);
        if (!isSolution && cell.Tags.Contains(LessonTags.Solution))
        {
            hidden.Add(new HiddenPart(cell.Index, cell.Source));
            return (ExerciseStub.OfCell(cell), true);
        }

        return (string.Concat(parts.Select(part => part.Kind switch
        {
            CellParts.PartKind.Given => string.Concat(part.Lines),
            CellParts.PartKind.Solution => ExerciseStub.OfPart(cell, part),
            _ => "",
        })), isSolution);
    }

    private static JsonObject Cell(NotebookCell cell, string source, bool isExercise)
    {
        var json = new JsonObject(cell.Json.Where(member => member.Key is "cell_type" or "id" or "attachments").Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        var metadata = KeptMetadata.OfCell(cell.Json["metadata"]);
        if (isExercise)
        {
            metadata["tags"] = new JsonArray([.. cell.Tags.Where(tag => tag is not (LessonTags.Solution or LessonTags.Exercise)).Append(LessonTags.Exercise).Select(tag => (JsonNode)tag)]);
        }

        (json["metadata"], json["source"]) = (metadata, Reading.MultilineText.Write(source));
        if (cell.Kind == CellKind.Code)
        {
            json["execution_count"] = null;
            json["outputs"] = cell.Tags.Contains(LessonTags.KeepOutput) ? cell.Outputs.DeepClone() : new JsonArray();
        }

        return json;
    }

    private static void Check(NotebookDocument key, JsonObject exercise, SolutionSearch search, bool allowRepeats)
    {
        var kept = key.Cells.Where(cell => !cell.Tags.Contains(LessonTags.KeyOnly));
        foreach (var (cell, json) in kept.Zip(exercise["cells"]!.AsArray()))
        {
            if (!allowRepeats && search.FindInText(Reading.MultilineText.Read(json!["source"]!)) is var (from, line))
            {
                throw new NotebookException($"{cell} would show students '{line}', a line of the solution in cells[{from}]. Write it otherwise, or allow it with --allow-repeats.");
            }

            foreach (var (what, data, remedy) in new[]
            {
                ("its outputs", json!["outputs"], $"Take away its tag '{LessonTags.KeepOutput}'."),
                ("an attachment", json["attachments"], "Take the attachment away."),
                ("its metadata", json["metadata"], "Take it away there."),
            })
            {
                if (search.FindInData(data) is var (source, found))
                {
                    throw new NotebookException($"{cell} would show students '{found}', a line of the solution in cells[{source}], in {what}. {remedy}");
                }
            }
        }

        if (search.FindInData(exercise["metadata"]) is var (of, told))
        {
            throw new NotebookException($"{key.Name}: the notebook's metadata hold '{told}', a line of the solution in cells[{of}]. Take it away there.");
        }
    }
}
