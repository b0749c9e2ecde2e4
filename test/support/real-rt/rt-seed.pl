#!/usr/bin/perl
# Creates a world in a fresh Request Tracker 4.4 or 5.0 through RT's own classes: queues, users,
# groups, custom fields, rights and (RT 5) one token per user who can log in.
# Reads the world as JSON on stdin, prints the ids RT gave as JSON. Dies at the first refusal.
# usage: RT_SITE_CONFIG=... RT_SITE_CONFIG_DIR=... perl -I<RT's lib> rt-seed.pl < world.json
use strict;
use warnings;
use utf8;
use JSON;
use RT;

RT::LoadConfig();
RT->Config->Set( LogToSTDERR => 'critical' );
RT::Init();

binmode STDERR, ':encoding(UTF-8)';
my $world = JSON->new->utf8->decode( do { local $/; <STDIN> } );
my $system = RT->SystemUser;
my %ids = ( queues => {}, users => {}, groups => {}, customFields => {}, tokens => {} );

sub made {
    my ( $what, $ok, $message ) = @_;
    die "rt-seed: $what: " . ( $message // 'refused' ) . "\n" unless $ok;
    return $ok;
}

sub found {
    my ( $class, $kind, $name ) = @_;
    my $object = $class->new($system);
    $object->Load( $ids{$kind}{$name} // $name );
    die "rt-seed: no $class named $name\n" unless $object->Id;
    return $object;
}
sub queue_of { return found( 'RT::Queue',       'queues',       shift ) }
sub user_of  { return found( 'RT::User',        'users',        shift ) }
sub group_of { return found( 'RT::Group',       'groups',       shift ) }
sub field_of { return found( 'RT::CustomField', 'customFields', shift ) }

for my $queue ( @{ $world->{queues} } ) {
    my $object = RT::Queue->new($system);
    my $name   = $queue->{name};
    $object->Load($name);
    if ( $object->Id ) {
        $object->SetDescription( $queue->{description} ) if defined $queue->{description};
        $object->SetCorrespondAddress( $queue->{correspondAddress} ) if $queue->{correspondAddress};
        $object->SetCommentAddress( $queue->{commentAddress} ) if $queue->{commentAddress};
    }
    else {
        made(
            "queue $name",
            $object->Create(
                Name             => $name,
                Description      => $queue->{description} // '',
                CorrespondAddress => $queue->{correspondAddress} // '',
                CommentAddress    => $queue->{commentAddress} // '',
            )
        );
    }
    $ids{queues}{$name} = $object->Id;
    made( "SLA of queue $name", $object->SetSLADisabled(0) ) if $queue->{slaEnabled};
}

my %column = (
    password => 'Password',       emailAddress => 'EmailAddress', realName    => 'RealName',
    nickName => 'NickName',       organization => 'Organization', address1    => 'Address1',
    city     => 'City',           country      => 'Country',      workPhone   => 'WorkPhone',
    mobilePhone => 'MobilePhone', comments     => 'Comments',     signature   => 'Signature',
    language => 'Lang',           timezone     => 'Timezone',     contactInfo => 'FreeformContactInfo',
);
for my $user ( @{ $world->{users} } ) {
    my $object = RT::User->new($system);
    my $name   = $user->{name};
    my %values = map { $column{$_} => $user->{$_} } grep { defined $user->{$_} } keys %column;
    made( "user $name", $object->Create( Name => $name, Privileged => $user->{privileged} ? 1 : 0, %values ) );
    $ids{users}{$name} = $object->Id;
}
for my $builtin (qw(root Nobody)) {
    $ids{users}{$builtin} = user_of($builtin)->Id;
}

for my $group ( @{ $world->{groups} } ) {
    my $object = RT::Group->new($system);
    my $name   = $group->{name};
    made( "group $name",
        $object->CreateUserDefinedGroup( Name => $name, Description => $group->{description} // '' ) );
    $ids{groups}{$name} = $object->Id;
}
for my $group ( @{ $world->{groups} } ) {
    my $object  = group_of( $group->{name} );
    my @members = map { user_of($_) } @{ $group->{members} // [] };
    push @members, map { group_of($_) } @{ $group->{memberGroups} // [] };
    made( "member of $group->{name}", $object->AddMember( $_->PrincipalId ) ) for @members;
}

my %applies = (
    ticket => 'RT::Queue-RT::Ticket',
    user   => 'RT::User',
    queue  => 'RT::Queue',
    group  => 'RT::Group',
);
for my $field ( @{ $world->{customFields} } ) {
    my $object = RT::CustomField->new($system);
    my $name   = $field->{name};
    made(
        "custom field $name",
        $object->Create(
            Name        => $name,
            Description => $field->{description} // '',
            Type        => $field->{type},
            MaxValues   => $field->{multiple} ? 0 : 1,
            LookupType  => $applies{ $field->{on} },
            Pattern     => $field->{pattern} // '',
        )
    );
    $ids{customFields}{$name} = $object->Id;
    my $order = 0;
    for my $value ( @{ $field->{values} // [] } ) {
        made( "value $value of $name", $object->AddValue( Name => $value, SortOrder => ++$order ) );
    }
    my @targets = map { queue_of($_) } @{ $field->{queues} // [] };
    @targets = ( $object->RecordClassFromLookupType->new($system) ) unless @targets;
    made( "applying $name", $object->AddToObject($_) ) for @targets;
    made( "disabling $name", $object->SetDisabled(1) ) if $field->{disabled};
}

for my $grant ( @{ $world->{rights} } ) {
    my $on =
        defined $grant->{queue}       ? queue_of( $grant->{queue} )
      : defined $grant->{customField} ? field_of( $grant->{customField} )
      :                                 RT->System;
    my $to;
    if    ( defined $grant->{user} )  { $to = user_of( $grant->{user} ) }
    elsif ( defined $grant->{group} ) { $to = group_of( $grant->{group} ) }
    elsif ( defined $grant->{role} ) {
        $to = RT::Group->new($system);
        $to->LoadRoleGroup( Object => $on, Name => $grant->{role} );
    }
    else {
        $to = RT::Group->new($system);
        $to->LoadSystemInternalGroup( $grant->{everyone} ? 'Everyone' : 'Privileged' );
    }
    die "rt-seed: nobody to grant $grant->{right} to\n" unless $to->Id;
    made( "right $grant->{right}", $to->PrincipalObj->GrantRight( Right => $grant->{right}, Object => $on ) );
}

if ( eval { require RT::AuthToken; 1 } ) {
    for my $name ( 'root', map { $_->{name} } grep { defined $_->{password} } @{ $world->{users} } ) {
        my $object = RT::AuthToken->new($system);
        my ( $id, $message, $token ) =
          $object->Create( Owner => $ids{users}{$name}, Description => 'for the tests' );
        made( "token of $name", $id, $message );
        $ids{tokens}{$name} = $token;
    }
}

# Last: what is disabled is not found by name any more.
for my $kind ( [ 'users', \&user_of ], [ 'groups', \&group_of ], [ 'queues', \&queue_of ] ) {
    my ( $list, $load ) = @$kind;
    for my $item ( grep { $_->{disabled} } @{ $world->{$list} } ) {
        made( "disabling $item->{name}", $load->( $item->{name} )->SetDisabled(1) );
    }
}

print JSON->new->canonical->utf8->encode( \%ids );
