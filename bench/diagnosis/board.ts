/** What `go run ./bench/diagnosis` prints: score.Board of the Go side. A share below 0 has nothing to divide by. */
export interface Board {
  Half: string;
  Size: { Seeds: number; Months: number; EveryHours: number; Leaks: number; Deaths: number; QuietMonths: number };
  Models: Verdicts;
  Recordings: Recording[] | null;
  Stories: Story[];
  Alarms: {
    Months: number;
    Asked: number;
    False: number;
    EveryHour: number;
    HoldHours: number;
    Soon: number;
    Where: FalseAlarm[] | null;
  };
  Detection: Detection[];
  Alerts: Alert[];
  Bounds: Bound[];
}

export interface Verdicts {
  Cases: number;
  Answers: number;
  ByCause: CauseScore[];
  ByPlace: PlaceScore[];
  ByFamily: FamilyScore[];
  Confusion: Array<{ Aspect: Aspect; Truth: string; Given: string; Count: number }>;
  Inconclusive: { Unknowable: number; SaidSo: number; NamedMissing: number };
  WrongButSure: number;
  Hours: {
    Leaks: number;
    Told: number;
    Hold: number;
    MedianWidth: number;
    Open: number;
    Sooner: number;
    Later: number;
  };
}

export type Aspect = 'level' | 'trend';

interface CauseScore {
  Aspect: Aspect;
  Cause: string;
  Cases: number;
  Named: number;
  Recall: number;
  Precision: number;
}

interface PlaceScore {
  Place: string;
  Aspect: Aspect;
  Known: number;
  Found: number;
  Unknowable: number;
  SaidSo: number;
  WrongSure: number;
}

interface FamilyScore {
  Family: string;
  Aspect: Aspect;
  Truth: string;
  Asked: number;
  Right: number;
  WrongSure: number;
  MostlyGiven: string;
}

interface Told {
  Truth: string;
  Given: string;
  Confidence: number;
  Outcome: string;
}

interface Story {
  Name: string;
  Source: string;
  Sizes: string;
  Level: Told;
  Trend: Told;
  Besides: string[] | null;
}

interface Recording {
  Name: string;
  Level: Told;
  Trend: Told;
  Program: string;
  Kernel: string;
  Date: string;
  Compressed: string;
}

interface FalseAlarm {
  Family: string;
  Place: string;
  Cause: string;
}

interface Detection {
  Times: number;
  Leaks: number;
  Found: number;
  RightCause: number;
  Killed: number;
  Warned: number;
  MedianHours: number;
  MissedWhere: Record<string, number>;
}

interface Alert {
  Name: string;
  Killed: number;
  Warned: number;
  MedianHours: number;
  QuietMonths: number;
  False: number;
  NoisyMonths: number;
  PerMonth: number;
}

export interface Bound {
  What: string;
  Want: string;
  Is: string;
  Holds: boolean;
}
