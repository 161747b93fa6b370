using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Worker;

/// <summary>Goes the whole way of a guest before there is one, with guests of our own and nobody to listen: what is compiled and loaded on that way need not be again.</summary>
internal static class Rehearsal
{
    internal static void Run()
    {
        var own = typeof(Rehearsal).Assembly.Location;
        var symbols = Path.ChangeExtension(own, ".pdb");
        var (image, lines) = (File.ReadAllBytes(own), File.Exists(symbols) ? File.ReadAllBytes(symbols) : []);
        // From memory, the way the real ones come: one that answers and passes its check, and one that fails.
        Perform(image, lines, nameof(RehearsalGuest.AnswerAsync), nameof(RehearsalGuest.CheckAsync));
        Perform(image, lines, nameof(RehearsalGuest.FailAsync));
        ResultJson.Rehearse();
    }

    private static void Perform(byte[] image, byte[] symbols, params string[] methods)
    {
        using var pipe = new MemoryStream();
        var program = new ProgramMessage(
            OutputBytes: 1 << 10,
            ResultBytes: 1 << 16,
            HasResult: true,
            [.. methods.Select(method => new SubmissionMessage(image, symbols, typeof(RehearsalGuest).FullName!, method))]);
        new FrameWriter(pipe).Write(FrameKind.Program, program.Encode());
        pipe.Position = 0;
        var answers = new Answers(new FrameWriter(Stream.Null));
        var delivery = Delivery.Read(pipe)!;
        answers.Begin(delivery.Program);
        new GuestHost(answers, delivery).Run();
    }
}
