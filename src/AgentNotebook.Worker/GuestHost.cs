using System.Reflection;
using System.Text;
using AgentNotebook.Execution.Frames;
using AgentNotebook.Guest;

namespace AgentNotebook.Worker;

/// <summary>Runs the program once: the code, its result, its checks.</summary>
internal sealed class GuestHost(Answers answers, Delivery delivery)
{
    private readonly GuestAssemblies _assemblies = new(delivery.Program.Libraries);

    internal void Run()
    {
        var program = delivery.Program;
        try
        {
            Exchange.Begin(new InputSet(delivery.Inputs), new ArtifactSet(answers, program.ArtifactBytes, program.ArtifactCount));
            // The first slot of a chain belongs to a host object, which guests have none of.
            var state = new object?[program.Submissions.Count + 3];
            if (program.Declarations is { } declarations)
            {
                _ = Invoke(declarations, state);
                VariableValues.Set(state[1]!, delivery.Variables);
            }

            var value = Invoke(program.Submissions[0], state);
            if (program.HasResult)
            {
                SayResult(value, program.ResultBytes);
            }

            // A variable of the check code that cannot be set fails every check, each with what was thrown: a Lazy throws it again.
            var checkCode = new Lazy<object?>(() => program.CheckCode is { } code ? Invoke(code, state) : null);
            for (var index = 1; index < program.Submissions.Count; index++)
            {
                var submission = program.Submissions[index];
                answers.Say(FrameKind.Check, CheckEvaluation.Of(index - 1, () => (checkCode.Value, Invoke(submission, state)).Item2).Encode());
            }

            answers.End();
        }
        catch (Exception exception)
        {
            ProcessLimits.MakeRoomForLastWords();
            answers.End(Describe(exception));
        }
    }

    private object? Invoke(SubmissionMessage submission, object?[] state)
    {
        var type = _assemblies.Load(submission).GetType(submission.EntryType, throwOnError: true)!;
        var method = type.GetMethod(submission.EntryMethod, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        return method.CreateDelegate<Func<object?[], Task<object?>>>()(state).GetAwaiter().GetResult();
    }

    private void SayResult(object? value, int limit)
    {
        try
        {
            answers.Say(FrameKind.Result, ResultJson.Write(value, limit));
        }
        catch (ResultRefusedException refused)
        {
            answers.Say(FrameKind.ResultRefusal, Encoding.UTF8.GetBytes(Cut.Text(refused.Message, ExceptionMessage.MaximumMessageLength)));
        }
        catch (Exception exception) when (!_assemblies.Frames(exception).Any())
        {
            answers.Say(FrameKind.ResultRefusal, Encoding.UTF8.GetBytes(Cut.Text($"the result cannot be written as JSON: {exception.Message}", ExceptionMessage.MaximumMessageLength)));
        }
    }

    // No stack dump, no core: what the runtime would print is said in a frame already.
    internal void EndWith(object exception)
    {
        ProcessLimits.MakeRoomForLastWords();
        answers.End(exception is Exception thrown ? Describe(thrown) : new ExceptionMessage(exception.GetType().FullName ?? "object", "", [], null));
        Thread.Sleep(Timeout.Infinite);
    }

    private ExceptionMessage Describe(Exception exception) => ExceptionDescription.Of(exception, _assemblies);
}
