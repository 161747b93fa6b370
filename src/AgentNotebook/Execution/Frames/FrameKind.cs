namespace AgentNotebook.Execution.Frames;

/// <summary>What a frame carries between a runner and its worker.</summary>
internal enum FrameKind : byte
{
    /// <summary>To the worker: the program to run.</summary>
    Program = 1,

    /// <summary>The worker has taken its rights away, tried them, and waits for its program: what came of each step.</summary>
    Ready = 2,

    /// <summary>A chunk of standard output, UTF-8.</summary>
    Output = 3,

    /// <summary>A chunk of standard error, UTF-8.</summary>
    ErrorOutput = 4,

    /// <summary>What one check said.</summary>
    Check = 5,

    /// <summary>The result as JSON.</summary>
    Result = 6,

    /// <summary>Why the result cannot be given.</summary>
    ResultRefusal = 7,

    /// <summary>The exception that ended the guest.</summary>
    Failure = 8,

    /// <summary>Everything has been said.</summary>
    End = 9,

    /// <summary>To the worker: the next bytes of the program's variables and inputs, in the order in which it lists them.</summary>
    Part = 20,

    /// <summary>The guest begins an artifact: its number, counted from 0, and its name.</summary>
    ArtifactBegin = 21,

    /// <summary>The next bytes of an artifact, after its number.</summary>
    ArtifactChunk = 22,

    /// <summary>An artifact's number and whether it is complete; one that is not is thrown away.</summary>
    ArtifactEnd = 23,

    /// <summary>The worker has loaded and compiled what it needs, and waits for its lock.</summary>
    Warmed = 24,

    /// <summary>To the worker: the limits to set on itself before it takes its rights away.</summary>
    Lock = 25,
}
